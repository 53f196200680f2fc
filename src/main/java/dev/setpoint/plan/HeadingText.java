package dev.setpoint.plan;

import java.util.Locale;
import java.util.Set;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Reads a heading's Markdown as the plain text a reader sees. */
final class HeadingText {
  /** A longer one is no title that anybody reads; it is taken as it stands. */
  private static final int MOST_PARSED = 1000;

  private HeadingText() {}

  /** Loaded where a heading needs it. */
  private static final class Inline {
    static final Parser PARSER = Parser.builder().build();
  }

  /**
   * The text without markup, images and HTML tags.
   *
   * @param raw the heading's content as CommonMark cuts it out
   * @param labels of the document's reference definitions, folded: they decide what is a link
   */
  static String plain(String raw, Set<String> labels) {
    String line = raw.replace("\r\n", " ").replace('\n', ' ').replace('\r', ' ');
    if (!marked(line) || line.length() > MOST_PARSED) {
      return line.strip();
    }
    // The closing hashes keep hashes of the content from being taken for them.
    StringBuilder document = new StringBuilder("# ").append(line).append(" #\n\n");
    define(line, labels, document);
    StringBuilder text = new StringBuilder(line.length());
    Node heading = Inline.PARSER.parse(document.toString()).getFirstChild();
    heading.unlink();
    for (Node node = heading;
        node != null;
        node = node instanceof Image ? Tree.after(node) : Tree.following(node)) {
      append(node, text);
    }
    return text.toString().strip();
  }

  /** Labels match case aside, with blanks counting as one. */
  static String fold(String label) {
    return Titles.canonical(label).toUpperCase(Locale.ROOT);
  }

  /** Of the document's definitions those that this line may refer to. */
  private static void define(String line, Set<String> labels, StringBuilder document) {
    int open = line.indexOf('[');
    while (open >= 0) {
      int next = line.indexOf('[', open + 1);
      int close = line.indexOf(']', open);
      if (close >= 0 && (next < 0 || close < next)) {
        String label = line.substring(open + 1, close);
        if (labels.contains(fold(label))) {
          document.append('[').append(label).append("]: x\n");
        }
      }
      open = next;
    }
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
