package dev.setpoint.plan;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The fragments GitHub gives the headings of one document, in the document's order: lower case,
 * everything but letters, marks, digits, {@code _}, {@code -} and spaces dropped, spaces to {@code
 * -}; a repeated one gets {@code -1}, {@code -2}, … where that is still free.
 */
public final class Anchors {
  private final Map<String, Integer> seen = new HashMap<>();

  /** The fragment of the next heading, without {@code #}; call it for every heading in turn. */
  public String next(String headingText) {
    String plain = slug(headingText);
    String anchor = plain;
    int count = seen.getOrDefault(plain, -1);
    if (count >= 0) {
      do {
        count++;
        anchor = plain + "-" + count;
      } while (seen.containsKey(anchor));
      seen.put(plain, count);
    }
    seen.putIfAbsent(anchor, 0);
    return anchor;
  }

  private static String slug(String headingText) {
    String lower = headingText.toLowerCase(Locale.ROOT);
    StringBuilder slug = new StringBuilder(lower.length());
    for (int i = 0; i < lower.length(); ) {
      int c = lower.codePointAt(i);
      i += Character.charCount(c);
      if (kept(c)) {
        slug.appendCodePoint(c == ' ' ? '-' : c);
      }
    }
    return slug.toString();
  }

  private static boolean kept(int c) {
    if (c == ' ' || c == '-' || Character.isAlphabetic(c)) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER,
          Character.CONNECTOR_PUNCTUATION,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }
}
