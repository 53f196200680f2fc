package dev.setpoint.read;

import dev.setpoint.plan.Happening;
import java.io.IOException;
import java.time.Instant;

/** The port to what plans wait for and Setpoint did not start: one read by name for each. */
public interface Outside {
  /**
   * Looks once.
   *
   * @throws IOException when GitHub fails: nobody knows, so nothing has happened yet
   */
  Seen look(Happening what) throws IOException;

  /**
   * The API's time: by its latest answer, else by one request that costs no rate.
   *
   * @throws IOException when GitHub fails
   */
  Instant now() throws IOException;

  /** What was seen. */
  sealed interface Seen {
    /**
     * It has happened.
     *
     * @param at when; the start of time where GitHub does not say
     */
    record Happened(Instant at) implements Seen {}

    /** It may happen yet. */
    record NotYet() implements Seen {}

    /**
     * It cannot happen, or cannot be seen; a person must change the plan or the token.
     *
     * @param why a sentence without a final stop
     * @param hint what to do
     */
    record Never(String why, String hint) implements Seen {}
  }
}
