package dev.setpoint.plan;

import java.text.Normalizer;

/** What counts as the same title, and which part of a heading is the title. */
final class Titles {
  private Titles() {}

  /** Without a leading number such as {@code 3.}, {@code 7.1} or {@code 3)}. */
  static String withoutNumber(String heading) {
    int i = 0;
    boolean numbered = false;
    while (i < heading.length() && Ascii.isDigit(heading.charAt(i))) {
      while (i < heading.length() && Ascii.isDigit(heading.charAt(i))) {
        i++;
      }
      if (i < heading.length() && (heading.charAt(i) == '.' || heading.charAt(i) == ')')) {
        numbered = true;
        i++;
      } else {
        break;
      }
    }
    // A bare "3 services" is a title: only a dot or a bracket makes a number of it.
    if (!numbered || i == heading.length() || !Character.isWhitespace(heading.charAt(i))) {
      return heading;
    }
    String rest = heading.substring(i).strip();
    return rest.isEmpty() ? heading : rest;
  }

  /** One line with single blanks, and nothing in it that a reader does not see. */
  static String shown(String written) {
    if (isPlain(written)) {
      return written;
    }
    return words(Invisible.remove(written), false);
  }

  /** The same in one spelling (composed, joiners dropped): equal when two titles are the same. */
  static String canonical(String written) {
    if (isPlain(written)) {
      return written;
    }
    String title = words(Invisible.remove(written), true);
    return Ascii.isAll(title) ? title : Normalizer.normalize(title, Normalizer.Form.NFC);
  }

  /** ASCII words with one space between them: shown and canonical as it stands. */
  private static boolean isPlain(String written) {
    boolean blank = true;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c < ' ' || c > '~' || (c == ' ' && blank)) {
        return false;
      }
      blank = c == ' ';
    }
    return !blank || written.isEmpty();
  }

  private static String words(String text, boolean plain) {
    StringBuilder words = new StringBuilder(text.length());
    boolean blank = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        blank = words.length() > 0;
      } else if (!plain || Character.getType(c) != Character.FORMAT) {
        words.append(blank ? " " : "").appendCodePoint(c);
        blank = false;
      }
    }
    return words.toString();
  }
}
