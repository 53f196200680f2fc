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

  /** One line, without control and invisible characters, blanks single, composed: for comparing. */
  static String canonical(String written) {
    String title = Invisible.remove(written);
    StringBuilder kept = new StringBuilder(title.length());
    boolean blank = false;
    boolean ascii = true;
    for (int i = 0; i < title.length(); ) {
      int c = title.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        blank = kept.length() > 0;
        continue;
      }
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        continue;
      }
      if (blank) {
        kept.append(' ');
        blank = false;
      }
      ascii &= c < 128;
      kept.appendCodePoint(c);
    }
    return ascii ? kept.toString() : Normalizer.normalize(kept, Normalizer.Form.NFC);
  }
}
