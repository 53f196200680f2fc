package dev.setpoint.job;

import java.util.Locale;

/** How an attempt ended. */
public enum Outcome {
  DONE,
  /** It ran and did not succeed; retried while retries last. */
  FAILED,
  /** A person ended it: dependents stay blocked until a person decides. */
  CANCELLED,
  /**
   * The plan goes on without it: its condition was false, or it was optional and a person ended it.
   */
  SKIPPED,
  /** Setpoint ended it, because the plan no longer wanted it: the step may start anew. */
  WITHDRAWN;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
