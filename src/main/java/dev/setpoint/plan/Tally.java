package dev.setpoint.plan;

import java.util.List;

/**
 * How far some steps are, in the one way in which it is counted everywhere: skipped is not done,
 * and is said where there is any.
 *
 * @param done how many are done
 * @param skipped how many were skipped
 * @param steps how many there are
 */
public record Tally(int done, int skipped, int steps) {
  /** Of steps in these states. */
  public static Tally of(List<StepStatus> states) {
    return new Tally(
        count(states, StepStatus.DONE), count(states, StepStatus.SKIPPED), states.size());
  }

  private static int count(List<StepStatus> states, StepStatus wanted) {
    return (int) states.stream().filter(wanted::equals).count();
  }

  /** {@code 2 of 5 done · 1 skipped}. */
  @Override
  public String toString() {
    return done + " of " + steps + " done" + (skipped > 0 ? " · " + skipped + " skipped" : "");
  }
}
