package dev.setpoint.plan;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads durations as plans write them: {@code 90s}, {@code 30m}, {@code 2h}, {@code 3d}, {@code
 * 2w}.
 */
final class Durations {
  static final String FORM = "write a number and a unit: `90s`, `30m`, `2h`, `3d` or `2w`";

  private Durations() {}

  /** Empty when it is not one, or not longer than nothing, or of more than four digits. */
  static Optional<Duration> parse(String word) {
    int digits = word.length() - 1;
    if (digits < 1 || digits > 4) {
      return Optional.empty();
    }
    long amount = 0;
    for (int i = 0; i < digits; i++) {
      char c = word.charAt(i);
      if (!Ascii.isDigit(c)) {
        return Optional.empty();
      }
      amount = amount * 10 + (c - '0');
    }
    Duration length =
        switch (word.charAt(digits)) {
          case 's' -> Duration.ofSeconds(amount);
          case 'm' -> Duration.ofMinutes(amount);
          case 'h' -> Duration.ofHours(amount);
          case 'd' -> Duration.ofDays(amount);
          case 'w' -> Duration.ofDays(7 * amount);
          default -> Duration.ZERO;
        };
    return length.isZero() ? Optional.empty() : Optional.of(length);
  }

  /** {@code every 2d} says no more than {@code 2d}. */
  static String withoutEvery(String word) {
    return word.startsWith("every ") ? word.substring("every ".length()).strip() : word;
  }

  /** How to write what was meant by {@code 2 hours}, {@code 30min} and the like; else the form. */
  static String hint(String word) {
    String tight = word.replace(" ", "").toLowerCase(Locale.ROOT);
    int i = 0;
    while (i < tight.length() && Ascii.isDigit(tight.charAt(i))) {
      i++;
    }
    if (i > 0 && i < tight.length()) {
      String meant = tight.substring(0, i + 1);
      if (!meant.equals(word) && parse(meant).isPresent()) {
        return "did you mean `" + meant + "`?";
      }
    }
    return FORM;
  }
}
