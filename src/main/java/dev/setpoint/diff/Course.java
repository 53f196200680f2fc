package dev.setpoint.diff;

import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How one plan goes: where its steps stand, and whose turn it is. */
final class Course {
  private final Standings standings;
  private final Turns turns;

  /**
   * Of one plan.
   *
   * @param cancelled steps whose sub-plan was cancelled
   */
  Course(Standings standings, Set<StepId> cancelled) {
    this.standings = standings;
    Plan plan = standings.plan();
    // The needs of a plan with problems may go in circles.
    this.turns =
        new Turns(
            plan.problems().isEmpty() ? plan : plan.withSteps(List.of()),
            step -> fate(step, cancelled),
            step -> standings.begun(step).isPresent());
  }

  private Fate fate(StepId step, Set<StepId> cancelled) {
    Fate fate = standings.fateOf(step);
    return fate == Fate.OPEN && cancelled.contains(step) ? Fate.CANCELLED : fate;
  }

  Plan plan() {
    return standings.plan();
  }

  Standings standings() {
    return standings;
  }

  List<Step> blockers(Step step) {
    return turns.blockers(step);
  }

  boolean isWanted(Step step) {
    return turns.isWanted(step);
  }

  /** When the last of the steps before it ended. */
  Optional<Instant> since(Step step) {
    return standings.end(turns.ancestors(step));
  }

  /** Whether its turn has come, and nothing came of it yet. */
  boolean isNext(Step step) {
    return standings.fateOf(step.id()) == Fate.OPEN
        && standings.begun(step.id()).isEmpty()
        && blockers(step).isEmpty()
        && isWanted(step);
  }

  /** Whether a step's turn has come and its condition is true, or it was begun already. */
  boolean goesOn(Step step) {
    return standings.fateOf(step.id()) != Fate.SKIPPED
        && (standings.begun(step.id()).isPresent() || (blockers(step).isEmpty() && isWanted(step)));
  }
}
