package dev.setpoint.plan;

/**
 * Characters that a reader does not see, or that make text look like another: controls, bidi marks,
 * zero-width and tag characters. They are taken out of whatever is copied.
 */
final class Invisible {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private Invisible() {}

  /** Without them; line breaks and tabs stay. */
  static String remove(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder seen = new StringBuilder(text.length());
    int before = ' ';
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int after = i < text.length() ? text.codePointAt(i) : ' ';
      if (!isInvisible(c) || joins(c, before, after)) {
        seen.appendCodePoint(c);
        before = c;
      }
    }
    return seen.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(int c) {
    return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\r' || c == '\t';
  }

  /** Whether it shows nothing of its own. */
  static boolean isInvisible(int c) {
    if (isPlain(c)) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      // Fillers and variation selectors are letters and marks by type, and show nothing (the emoji
      // selector is wanted). Listed, not looked up: the answer must not depend on the JDK's
      // Unicode.
      default ->
          c == 0x034F
              || c == 0x115F
              || c == 0x1160
              || c == 0x17B4
              || c == 0x17B5
              || c == 0x2800
              || c == 0x3164
              || c == 0xFFA0
              || (c >= 0xFE00 && c <= 0xFE0E)
              || (c >= 0x180B && c <= 0x180F)
              || (c >= 0xE0000 && c <= 0xE0FFF);
    };
  }

  /** Joiners are spelling in Arabic and Indic scripts, and glue in emoji. */
  private static boolean joins(int c, int before, int after) {
    if (c == ZERO_WIDTH_JOINER && isEmojiPart(before) && Character.isEmoji(after)) {
      return true;
    }
    return (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER)
        && isJoined(before)
        && isJoined(after);
  }

  private static boolean isEmojiPart(int c) {
    return c > 0x7F && (Character.isEmoji(c) || c == 0xFE0F || Character.isEmojiModifier(c));
  }

  private static boolean isJoined(int c) {
    return switch (Character.UnicodeScript.of(c)) {
      case ARABIC,
          SYRIAC,
          MONGOLIAN,
          DEVANAGARI,
          BENGALI,
          GURMUKHI,
          GUJARATI,
          ORIYA,
          TAMIL,
          TELUGU,
          KANNADA,
          MALAYALAM,
          SINHALA,
          KHMER ->
          true;
      default -> false;
    };
  }
}
