package dev.setpoint.edge.server.queue;

import java.time.Instant;
import java.util.Locale;

/**
 * What came of one pass, and when to look again.
 *
 * @param counted whether the wake-ups before the pass are dealt with
 * @param notBefore no wake-up starts another pass earlier
 * @param next the next pass if no wake-up comes
 * @param failure in a sentence; "" where nothing failed
 * @param requests to the API
 * @param report as JSON; "" keeps the earlier one
 */
public record Outcome(
    Word word,
    boolean counted,
    Instant notBefore,
    Instant next,
    String failure,
    int requests,
    String report) {

  /** How a pass ends, as the database, the figures and the pages call it. */
  public enum Word {
    /** Nothing is left to do before something happens. */
    SETTLED,
    /** Some plan has problems that a person must mend; everything else was done. */
    PROBLEMS,
    /** Work is left, by a limit: soon again. */
    CONTINUES,
    /** The budget of requests is used up: again after the reset. */
    LIMITED,
    /** GitHub or git failed: again with growing distance. */
    FAILED,
    /** The pass was given up because another process may have taken over. */
    LOST,
    /** The App's installation is suspended: left alone. */
    SUSPENDED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Outcome again(Instant then) {
    return new Outcome(word, counted, notBefore, then, failure, requests, report);
  }

  boolean failed() {
    return word == Word.FAILED || word == Word.LOST;
  }
}
