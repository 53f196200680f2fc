package dev.setpoint.plan;

import java.util.Optional;

/** Reads whole numbers within bounds. */
final class Numbers {
  private Numbers() {}

  /** Empty when it is not one: only ASCII digits count. */
  static Optional<Integer> parse(String word, int least, int most) {
    if (word.isEmpty() || word.length() > 6 || !word.chars().allMatch(Ascii::isDigit)) {
      return Optional.empty();
    }
    int number = Integer.parseInt(word);
    return number < least || number > most ? Optional.empty() : Optional.of(number);
  }

  /** What to write instead: the nearest that is possible. */
  static String hint(String key, String word, int least, int most) {
    String digits = word.strip();
    boolean tooLarge = !digits.isEmpty() && digits.chars().allMatch(Ascii::isDigit);
    int near = tooLarge && !digits.matches("0+") ? most : least;
    return tooLarge || digits.startsWith("-")
        ? "the %s is `%s: %d`".formatted(near == most ? "most" : "least", key, near)
        : "write it in digits, for example `%s: %d`".formatted(key, Math.max(least, 2));
  }

  static String message(String key, String word, int least, int most) {
    return "`" + key + ": " + word + "` is not a whole number from " + least + " to " + most;
  }
}
