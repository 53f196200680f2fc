package dev.setpoint.simulation;

/** An invariant of the protocol does not hold. */
final class Violation extends AssertionError {
  private static final long serialVersionUID = 1;

  private final String invariant;

  /**
   * @param invariant its number and name, the same for every way in which it can fail
   * @param how what happened
   */
  Violation(String invariant, String how) {
    super(invariant + ": " + how);
    this.invariant = invariant;
  }

  String invariant() {
    return invariant;
  }
}
