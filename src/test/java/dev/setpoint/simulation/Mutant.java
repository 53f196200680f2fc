package dev.setpoint.simulation;

/**
 * Ways in which the program could be wrong. The suite must find each of them, or its silence about
 * the real one means nothing.
 */
enum Mutant {
  /** The program as it is. */
  NONE,
  POST_RETRIED,
  CLAIM_WITH_A_FIXED_OBJECT,
  TAKEOVER_WITHOUT_CAS,
  NO_GRACE,
  FORCE_PUSH,
  NAIVE_STATUS_MERGE,
  NO_GUARD,
  REFUSED_RUN_IS_A_SUCCESS,
  MARKER_UNESCAPED,
  AUTHOR_UNCHECKED,
  FIRST_PAGE_ONLY,
  REMINDER_UNSEEN;

  /** Whether guarded workflows in truth guard nothing. */
  boolean isUnguarded() {
    return this == NO_GUARD;
  }

  /** Whether a run that the guard refused ends as a success. */
  boolean guardIsGreen() {
    return this == REFUSED_RUN_IS_A_SUCCESS;
  }
}
