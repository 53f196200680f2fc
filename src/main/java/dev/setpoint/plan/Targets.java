package dev.setpoint.plan;

import org.commonmark.node.Image;
import org.commonmark.node.Node;

/** Finds the place of a link's target in the Markdown it was written in. */
final class Targets {
  private Targets() {}

  /** From its first character to after its last; without angle brackets. */
  record Place(int from, int to) {}

  /** Where the bracket stands that ends the link's text; -1 when the link has no place. */
  static int afterText(Node link) {
    Node last = link.getLastChild();
    int start = Tree.start(link);
    if (last != null) {
      return Tree.end(last);
    }
    return start < 0 ? -1 : start + (link instanceof Image ? 2 : 1);
  }

  /**
   * The target that starts at {@code from} or after blanks from there.
   *
   * @param text the whole Markdown
   */
  static Place at(String text, int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    if (i < text.length() && text.charAt(i) == '<') {
      int close = i + 1;
      while (close < text.length() && text.charAt(close) != '>' && text.charAt(close) != '\n') {
        close += text.charAt(close) == '\\' ? 2 : 1;
      }
      return new Place(i + 1, Math.min(close, text.length()));
    }
    int depth = 0;
    int end = i;
    while (end < text.length() && text.charAt(end) > ' ') {
      char c = text.charAt(end);
      if (c == ')' && depth == 0) {
        break;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      end += c == '\\' && end + 1 < text.length() && text.charAt(end + 1) > ' ' ? 2 : 1;
    }
    return new Place(i, Math.min(end, text.length()));
  }
}
