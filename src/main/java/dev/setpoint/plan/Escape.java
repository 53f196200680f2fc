package dev.setpoint.plan;

import java.util.regex.Pattern;

/**
 * The one way by which text from plans, issues and payloads reaches another place: it mentions
 * nobody, refers to and closes nothing, and forms no marker and no command there.
 */
public final class Escape {
  /** Breaks a word for GitHub and is not seen by a reader. */
  static final char BREAK = '\u200B';

  /**
   * GitHub's closing keywords before an address; before {@code #12} the broken number is enough.
   * https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue
   */
  static final Pattern CLOSING =
      Pattern.compile(
          "\\b([cfr])(?=(?:lose[sd]?|ix(?:e[sd])?|esolve[sd]?)[\\s:<(\\[*_\"']{1,20}(?:https?:|www\\.))",
          Pattern.CASE_INSENSITIVE);

  private Escape() {}

  /**
   * For one line of plain text: titles, table cells, copies of inputs, log lines, commit subjects.
   * Line breaks and controls become blanks.
   */
  public static String line(String text) {
    StringBuilder flat = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
      flat.append(ends ? ' ' : c);
    }
    String seen = Invisible.remove(flat.toString());
    StringBuilder line = new StringBuilder(seen.length() + 8);
    for (int i = 0; i < seen.length(); i++) {
      char c = seen.charAt(i);
      line.append(c);
      if (breaksAfter(seen, i)) {
        line.append(BREAK);
      }
    }
    return CLOSING.matcher(line).replaceAll("$1" + BREAK).strip();
  }

  private static boolean breaksAfter(String text, int i) {
    char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
    return switch (text.charAt(i)) {
      case '@' -> next != ' ';
      case '#' -> Ascii.isDigit(next) || text.startsWith("#[", i + 1);
      case ':' -> next == ':';
      case '<' -> next == '!';
      case '-' ->
          text.startsWith("->", i + 1)
              || (Ascii.isDigit(next) && text.regionMatches(true, i - 2, "gh", 0, 2));
      default -> false;
    };
  }
}
