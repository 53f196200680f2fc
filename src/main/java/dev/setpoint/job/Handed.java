package dev.setpoint.job;

import java.util.Locale;
import java.util.Optional;

/**
 * How giving an issue to a coding agent went, as the claim records it.
 *
 * @param words for people: the agent, or why it was not given to one
 */
public record Handed(Result result, String words) {
  /** How it went. */
  public enum Result {
    /** The agent has it. */
    TO,
    /** GitHub said no. */
    REFUSED,
    /** Its workflow may have been started: nobody can tell, and it is not started again. */
    UNCLEAR
  }

  /**
   * Of an issue that somebody opened again after it had ended: whether an agent worked on it is
   * forgotten, and none is started a second time.
   */
  public static final Handed REOPENED = new Handed(Result.UNCLEAR, "it was opened again");

  /** As a claim's trailer writes it. */
  public String text() {
    return result.name().toLowerCase(Locale.ROOT) + " " + words;
  }

  /** Reads what {@link #text()} wrote. */
  public static Optional<Handed> parse(String text) {
    int blank = text.indexOf(' ');
    for (Result result : Result.values()) {
      if (blank > 0 && result.name().toLowerCase(Locale.ROOT).equals(text.substring(0, blank))) {
        return Optional.of(new Handed(result, text.substring(blank + 1)));
      }
    }
    return Optional.empty();
  }
}
