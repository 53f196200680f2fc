package dev.setpoint.diff;

import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Tally;
import java.util.List;

/**
 * One plan with the status of each step.
 *
 * @param live whether Setpoint writes this plan's block: it is approved, paused, cancelled, or a
 *     draft that was once started
 * @param steps in the plan's order
 */
public record PlanView(Plan plan, boolean live, List<StepView> steps) {
  /** Whether every step is done or skipped. */
  public boolean isDone() {
    return !steps.isEmpty() && steps.stream().allMatch(s -> s.status().satisfies());
  }

  /** How far it is. */
  public Tally tally() {
    return Tally.of(steps.stream().map(StepView::status).toList());
  }
}
