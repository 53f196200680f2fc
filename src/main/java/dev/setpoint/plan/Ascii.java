package dev.setpoint.plan;

/** The characters that the format itself is written in. */
final class Ascii {
  private Ascii() {}

  /** Whether the text has no other characters at all: then it has one spelling only. */
  static boolean isAll(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLower(int c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isLetter(int c) {
    return isLower(c) || (c >= 'A' && c <= 'Z');
  }

  static boolean isAlphanumeric(int c) {
    return isLetter(c) || isDigit(c);
  }

  /** A space or a tab. */
  static boolean isBlank(int c) {
    return c == ' ' || c == '\t';
  }

  /** The first place from {@code from} on that is not blank. */
  static int skipBlanks(String text, int from) {
    int i = from;
    while (i < text.length() && isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
