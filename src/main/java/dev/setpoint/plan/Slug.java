package dev.setpoint.plan;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * Makes a step's id of its title: lower-case ASCII of at most 40 characters. A title that loses
 * letters or is cut gets a short fingerprint, so that different titles stay different.
 */
final class Slug {
  private static final int MOST = 40;

  /** Letters that Unicode does not take apart into an ASCII letter and a mark. */
  private static final Map<Integer, String> LATIN =
      Map.of(
          (int) 'ß', "ss", (int) 'æ', "ae", (int) 'œ', "oe", (int) 'ø', "o", (int) 'ł', "l",
          (int) 'đ', "d", (int) 'ð', "d", (int) 'þ', "th", (int) 'ı', "i");

  private Slug() {}

  /** The id of a step with this title, when nothing else gives it one. */
  static StepId of(String title) {
    String plain = Titles.canonical(title);
    StringBuilder slug = new StringBuilder(plain.length());
    boolean lost = false;
    String apart = Ascii.isAll(plain) ? plain : Normalizer.normalize(plain, Normalizer.Form.NFKD);
    String letters = apart.toLowerCase(Locale.ROOT);
    for (int i = 0; i < letters.length(); ) {
      int c = letters.codePointAt(i);
      i += Character.charCount(c);
      if (Ascii.isLower(c) || Ascii.isDigit(c)) {
        slug.append((char) c);
      } else if (c < 128) {
        if (c != '\'') {
          separate(slug);
        }
      } else if (LATIN.containsKey(c)) {
        slug.append(LATIN.get(c));
      } else if (Character.isLetterOrDigit(c)) {
        lost = true;
        separate(slug);
      } else if (Character.getType(c) != Character.NON_SPACING_MARK && c != '’') {
        separate(slug);
      }
    }
    trim(slug);
    if (slug.isEmpty()) {
      return new StepId("step-" + Fingerprint.of(plain).substring(0, 8));
    }
    if (lost || slug.length() > MOST) {
      slug.setLength(Math.min(slug.length(), MOST - 7));
      trim(slug);
      slug.append('-').append(Fingerprint.of(plain), 0, 6);
    }
    return new StepId(slug.toString());
  }

  /** Whether it may stand as an id: {@code [a-z0-9-]{1,40}}. */
  static boolean isId(String word) {
    if (word.isEmpty() || word.length() > MOST) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!Ascii.isLower(c) && !Ascii.isDigit(c) && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static void separate(StringBuilder slug) {
    if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
      slug.append('-');
    }
  }

  private static void trim(StringBuilder slug) {
    while (!slug.isEmpty() && slug.charAt(slug.length() - 1) == '-') {
      slug.setLength(slug.length() - 1);
    }
  }
}
