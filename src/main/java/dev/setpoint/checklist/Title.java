package dev.setpoint.checklist;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/**
 * What an item is called as a step.
 *
 * @param heading Markdown for the step's heading, without its number
 * @param rest what the heading does not say of the item
 */
record Title(String heading, String rest) {
  private static final int LONGEST = 80;
  private static final int SHORTEST = 12;

  /** A heading's markup is lost in an issue's title: with these the text is needed too. */
  private static final Pattern MORE = Pattern.compile("[\\[<]|://|\\$\\{\\{|\\bwww\\.");

  private static final Pattern SENTENCE = Pattern.compile("[.!?:;](?=\\s)");
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>]");

  /**
   * Of an item's content.
   *
   * @param place among all steps, from 1: the name of one that has no words
   */
  static Title of(String content, int place) {
    Lines lines = new Lines(content);
    List<Node> blocks = Blocks.children(Blocks.parse(content));
    if (!blocks.isEmpty() && blocks.getFirst() instanceof Paragraph first) {
      String words = Blocks.content(first);
      boolean whole = words.length() <= LONGEST && !MORE.matcher(words).find();
      if (whole && isVisible(words) && Blocks.firstLine(first) == 0) {
        return new Title(
            Passage.guarded(words), lines.trimmed(Blocks.lastLine(first) + 1, lines.count()));
      }
      return new Title(shortened(Blocks.plain(words), place), content);
    }
    String line = content.lines().filter(l -> !l.isBlank()).findFirst().orElse("");
    return new Title(
        shortened(Blocks.plain(line.replaceFirst("^[\\s>#*+~`-]+", "")), place), content);
  }

  private static String shortened(String words, int place) {
    if (!isVisible(words)) {
      return "Step " + place;
    }
    if (words.length() <= LONGEST) {
      return escaped(words);
    }
    Matcher end = SENTENCE.matcher(words);
    if (end.find() && end.start() >= SHORTEST && end.start() <= LONGEST) {
      return escaped(words.substring(0, end.start()));
    }
    int blank = words.lastIndexOf(' ', LONGEST);
    int cut = blank >= SHORTEST ? blank : words.offsetByCodePoints(0, SHORTEST);
    return escaped(words.substring(0, cut)) + " …";
  }

  private static String escaped(String words) {
    return Passage.guarded(MARKUP.matcher(words).replaceAll("\\\\$0"));
  }

  private static boolean isVisible(String words) {
    return words
        .codePoints()
        .anyMatch(
            c -> Character.isLetterOrDigit(c) || Character.getType(c) == Character.OTHER_SYMBOL);
  }
}
