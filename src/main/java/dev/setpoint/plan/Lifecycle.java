package dev.setpoint.plan;

/** What the front matter's {@code status:} says about the whole plan. */
public enum Lifecycle {
  /**
   * Nothing happens; with claims from before it acts as paused. The default when the key is
   * missing.
   */
  DRAFT,
  /** Drive it. */
  APPROVED,
  /** Start nothing; binding, recording and withdrawing go on. */
  PAUSED,
  /** Withdraw what is open. */
  CANCELLED;

  /** The word as people write it in the front matter. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
