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

  static String message(String key, String word, int least, int most) {
    return "`" + key + ": " + word + "` is not a whole number from " + least + " to " + most;
  }
}
