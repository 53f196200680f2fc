package dev.setpoint.checklist;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/** Makes text fit into a step: it starts no step, ends none, and is taken for no field. */
final class Passage {
  private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{\\{(?=[ \\t]*vars\\.)");
  private static final Pattern FIELD =
      Pattern.compile("\\A {0,3}[-*+][ \\t]+[A-Za-z0-9_*`-]+[ \\t]*:");

  private Passage() {}

  /** The text with its larger headings made small, and nothing open at its end. */
  static String inStep(String text) {
    if (text.isBlank()) {
      return "";
    }
    return literal(closed(withSmallHeadings(text)));
  }

  // A variable's place holder is not supported yet; a doubled dollar means it literally.
  private static String literal(String text) {
    return VARIABLE.matcher(text).replaceAll("\\$\\$\\{\\{");
  }

  /** Whether a step's text that begins like this would be read as its fields. */
  static boolean beginsLikeAField(String text) {
    return FIELD.matcher(text).find();
  }

  static String smallHeading(String words) {
    return "#### " + guarded(words);
  }

  /** Words as a heading's content: hashes at its end would be taken for its closing ones. */
  static String guarded(String markdown) {
    String words = literal(markdown);
    return words.endsWith("#") ? words.substring(0, words.length() - 1) + "\\#" : words;
  }

  private static String withSmallHeadings(String text) {
    Lines lines = new Lines(text);
    List<String> result = new ArrayList<>();
    int at = 0;
    for (Node node : Blocks.children(Blocks.parse(text))) {
      if (node instanceof Heading heading && heading.getLevel() <= 3) {
        for (int i = at; i < Blocks.firstLine(node); i++) {
          result.add(lines.line(i));
        }
        result.add(smallHeading(Blocks.content(heading)));
        at = Blocks.lastLine(node) + 1;
      }
    }
    for (int i = at; i < lines.count(); i++) {
      result.add(lines.line(i));
    }
    return String.join("\n", result);
  }

  // An item ends its own code and HTML; outside of it they would go on. A quote ends them as well.
  private static String closed(String text) {
    return Blocks.swallows(text) ? text.replaceAll("(?m)^", "> ") : text;
  }
}
