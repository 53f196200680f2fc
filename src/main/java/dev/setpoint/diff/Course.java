package dev.setpoint.diff;

import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    Map<StepId, Fate> fates = new HashMap<>();
    Set<StepId> started = new HashSet<>();
    for (Step step : plan.steps()) {
      Fate fate = standings.fateOf(step);
      boolean ended = fate == Fate.OPEN && cancelled.contains(step.id());
      fates.put(step.id(), ended ? Fate.CANCELLED : fate);
      if (standings.of(step).filter(s -> !Case.isFree(step, s)).isPresent()) {
        started.add(step.id());
      }
    }
    // The needs of a plan with problems may go in circles.
    this.turns =
        new Turns(plan.problems().isEmpty() ? plan : plan.withSteps(List.of()), fates, started);
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
    return standings.fateOf(step) == Fate.OPEN
        && standings.of(step).filter(s -> !Case.isFree(step, s)).isEmpty()
        && blockers(step).isEmpty()
        && isWanted(step);
  }

  /** Whether a step's turn has come and its condition is true, or it was begun already. */
  boolean goesOn(Step step) {
    return standings.fateOf(step) != Fate.SKIPPED
        && (standings.of(step).filter(s -> !Case.isFree(step, s)).isPresent()
            || (blockers(step).isEmpty() && isWanted(step)));
  }
}
