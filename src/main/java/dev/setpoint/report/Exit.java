package dev.setpoint.report;

/** The process's answer to whoever started it. The numbers are part of the interface. */
public enum Exit {
  /** Settled, or progressed as far as the world allows now. */
  SETTLED(0),
  /** GitHub or git failed, or the pass stopped early: the next pass mends it. */
  UNFINISHED(1),
  /** What was asked for makes no sense here: nothing was done for it. */
  USAGE(2),
  /** Some file has problems that a person must mend; everything else was processed. */
  PROBLEMS(3);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /**
   * The worst thing wins, in the order in which waiting helps: what the next pass mends comes
   * first.
   */
  public static Exit of(Report report) {
    if (report.failure().isPresent() || report.deeds().stream().anyMatch(Deed::unfinished)) {
      return UNFINISHED;
    }
    if (!report.refusals().isEmpty()) {
      return USAGE;
    }
    return report.problems().isEmpty() ? SETTLED : PROBLEMS;
  }
}
