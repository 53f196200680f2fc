package dev.setpoint.plan;

import java.util.Collection;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Reads a heading's Markdown as the plain text a reader sees. */
final class HeadingText {
  private static final Parser PARSER = Parser.builder().build();

  private HeadingText() {}

  /**
   * The text without markup, images and HTML tags.
   *
   * @param raw the heading's content as CommonMark cuts it out
   * @param labels of the document's reference definitions: they decide what is a link
   */
  static String plain(String raw, Collection<String> labels) {
    String line = raw.replace("\r\n", " ").replace('\n', ' ').replace('\r', ' ');
    if (!marked(line)) {
      return line.strip();
    }
    // The closing hashes keep hashes of the content from being taken for them.
    StringBuilder document = new StringBuilder("# ").append(line).append(" #\n\n");
    if (line.indexOf('[') >= 0) {
      labels.forEach(label -> document.append('[').append(label).append("]: x\n"));
    }
    StringBuilder text = new StringBuilder(line.length());
    Node heading = PARSER.parse(document.toString()).getFirstChild();
    heading.unlink();
    for (Node node = heading;
        node != null;
        node = node instanceof Image ? Tree.after(node) : Tree.following(node)) {
      append(node, text);
    }
    return text.toString().strip();
  }

  private static boolean marked(String line) {
    for (int i = 0; i < line.length(); i++) {
      if ("\\`*_[]<>&".indexOf(line.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static void append(Node node, StringBuilder text) {
    if (node instanceof Text t) {
      text.append(t.getLiteral());
    } else if (node instanceof Code c) {
      text.append(c.getLiteral());
    } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
      text.append(' ');
    }
  }
}
