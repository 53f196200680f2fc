package dev.setpoint.diff;

/**
 * What has become of a step, for those that need it: decided by claims, receipts and reads by id.
 */
enum Fate {
  /** It has not ended: not started, under way, about to be tried again, or in need of a person. */
  OPEN(""),
  DONE("done"),
  SKIPPED("skipped"),
  /** For good: no attempt follows by itself. */
  FAILED("failed"),
  CANCELLED("cancelled");

  private final String word;

  Fate(String word) {
    this.word = word;
  }

  /** As conditions call it. */
  String word() {
    return word;
  }

  /** Whether it lets others go on. */
  boolean satisfies() {
    return this == DONE || this == SKIPPED;
  }

  /** Whether it ended without letting others go on. */
  boolean isBad() {
    return this == FAILED || this == CANCELLED;
  }
}
