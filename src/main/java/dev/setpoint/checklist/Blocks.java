package dev.setpoint.checklist;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** A Markdown text as CommonMark cuts it into blocks. */
final class Blocks {
  /** Keeps what stands in a heading or paragraph as it is written. */
  private static final Parser BLOCKS =
      Parser.builder()
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .inlineParserFactory(
              context -> (content, node) -> node.appendChild(new Text(content.getContent())))
          .build();

  private static final Parser INLINES = Parser.builder().build();

  private Blocks() {}

  static Node parse(String text) {
    return BLOCKS.parse(text);
  }

  /** Those that have a place in the text. */
  static List<Node> children(Node parent) {
    List<Node> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (!node.getSourceSpans().isEmpty()) {
        children.add(node);
      }
    }
    return children;
  }

  /** From 0. */
  static int firstLine(Node node) {
    return node.getSourceSpans().getFirst().getLineIndex();
  }

  /** From 0, included. */
  static int lastLine(Node node) {
    return node.getSourceSpans().getLast().getLineIndex();
  }

  /** A heading's or paragraph's Markdown on one line. */
  static String content(Node node) {
    String content = node.getFirstChild() instanceof Text text ? text.getLiteral() : "";
    return content.replaceAll("[ \\t]*\\\\?\\n[ \\t]*", " ").strip();
  }

  /** What a reader sees of Markdown that stands on one line. */
  static String plain(String markdown) {
    StringBuilder text = new StringBuilder();
    Node document = INLINES.parse(markdown);
    for (@Nullable Node node = document; node != null; node = following(node)) {
      if (node instanceof Text t) {
        text.append(t.getLiteral());
      } else if (node instanceof Code c) {
        text.append(c.getLiteral());
      } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
        text.append(' ');
      }
    }
    return text.toString().replaceAll("\\s+", " ").strip();
  }

  /** Whether what is written after the text, a blank line between, would still be inside of it. */
  static boolean swallows(String text) {
    Node document = BLOCKS.parse(text + "\n\n### x\n");
    return !(document instanceof Document)
        || !(document.getLastChild() instanceof Heading h && content(h).equals("x"));
  }

  private static @Nullable Node following(Node node) {
    if (node.getFirstChild() != null) {
      return node.getFirstChild();
    }
    Node at = node;
    while (at != null && at.getNext() == null) {
      at = at.getParent();
    }
    return at == null ? null : at.getNext();
  }
}
