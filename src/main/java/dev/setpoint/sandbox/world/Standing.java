package dev.setpoint.sandbox.world;

import java.time.Instant;

/** Where an issue stands: open, closed, or no longer here. */
public sealed interface Standing {

  /**
   * Open.
   *
   * @param reopened whether it was closed before
   */
  record Open(boolean reopened) implements Standing {}

  /**
   * Closed.
   *
   * @param reason completed, not_planned, duplicate, or whatever a test says
   */
  record Closed(Instant at, String by, String reason) implements Standing {}

  /** Deleted by an admin: answered with 410. */
  record Deleted() implements Standing {}

  /** Moved to another repository: answered with 301. */
  record Transferred(String repository, int number) implements Standing {}
}
