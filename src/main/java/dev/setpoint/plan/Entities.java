package dev.setpoint.plan;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Character references such as an at sign written by its number: a second way to write what must be
 * broken.
 */
final class Entities {
  private static final Pattern FORM =
      Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));");

  /** Named ones that are an at sign, a number sign, or nothing that is seen. */
  private static final Map<String, Integer> NAMES =
      Map.ofEntries(
          Map.entry("commat", (int) '@'),
          Map.entry("num", (int) '#'),
          Map.entry("shy", 0xAD),
          Map.entry("zwj", 0x200D),
          Map.entry("zwnj", 0x200C),
          Map.entry("lrm", 0x200E),
          Map.entry("rlm", 0x200F),
          Map.entry("nobreak", 0x2060),
          Map.entry("applyfunction", 0x2061),
          Map.entry("af", 0x2061),
          Map.entry("invisibletimes", 0x2062),
          Map.entry("it", 0x2062),
          Map.entry("invisiblecomma", 0x2063),
          Map.entry("ic", 0x2063),
          Map.entry("zerowidthspace", 0x200B));

  private Entities() {}

  /**
   * A reference at a place in a text.
   *
   * @param end the place after it
   * @param character what it stands for; -1 for a named one that does not matter here
   */
  record Reference(int end, int character) {}

  /** The reference that starts at this ampersand; null when it is just an ampersand. */
  static @Nullable Reference at(String text, int ampersand) {
    Matcher form = FORM.matcher(text).region(ampersand, Math.min(text.length(), ampersand + 40));
    if (!form.lookingAt()) {
      return null;
    }
    int character =
        form.group(1) != null
            ? Integer.parseInt(form.group(1))
            : form.group(2) != null
                ? Integer.parseInt(form.group(2), 16)
                : NAMES.getOrDefault(form.group(3).toLowerCase(Locale.ROOT), -1);
    return new Reference(form.end(), character);
  }
}
