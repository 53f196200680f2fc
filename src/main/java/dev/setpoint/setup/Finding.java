package dev.setpoint.setup;

import java.util.Optional;

/**
 * One thing that {@code doctor} looked at.
 *
 * @param subject what was looked at, for example {@code permissions} or a file
 * @param message how it is, in a sentence without a full stop
 * @param mend what to do about it; empty where nothing is wrong
 */
public record Finding(Level level, String subject, String message, Optional<String> mend) {
  /** How bad it is. */
  public enum Level {
    FINE("ok"),
    /** Plans move; something would be better otherwise. */
    NOTE("note"),
    /** Some plan does not move because of it, or will not. */
    WRONG("wrong");

    private final String word;

    Level(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  static Finding fine(String subject, String message) {
    return new Finding(Level.FINE, subject, message, Optional.empty());
  }

  static Finding note(String subject, String message, String mend) {
    return new Finding(Level.NOTE, subject, message, Optional.of(mend));
  }

  static Finding wrong(String subject, String message, String mend) {
    return new Finding(Level.WRONG, subject, message, Optional.of(mend));
  }

  public boolean isWrong() {
    return level == Level.WRONG;
  }
}
