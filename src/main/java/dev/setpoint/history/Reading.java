package dev.setpoint.history;

import dev.setpoint.plan.BlockSeen;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepId;
import java.util.List;
import java.util.Optional;

/**
 * What a plan said in one revision: its text in brief, and its block.
 *
 * @param text what people wrote; empty where the file is gone
 * @param rows of the status block, in its order
 * @param edited whether anything outside the block differs from the revision before
 */
record Reading(Revision revision, Optional<Text> text, List<BlockSeen.Row> rows, boolean edited) {
  /** What people wrote, as far as history is concerned with it. */
  record Text(PlanId plan, String title, Lifecycle lifecycle, List<Line> steps) {
    static Text of(Plan plan) {
      return new Text(
          plan.id(),
          plan.title(),
          plan.lifecycle(),
          plan.steps().stream()
              .map(s -> new Line(s.id(), s.title(), s.fields(), s.text(), s.needsText(), s.skip()))
              .toList());
    }

    Optional<Line> step(StepId id) {
      // Asked for each step of each version: a stream would cost more than the look.
      for (Line step : steps) {
        if (step.id().equals(id)) {
          return Optional.of(step);
        }
      }
      return Optional.empty();
    }
  }

  /** One step of the text; the prints are those of {@link dev.setpoint.plan.Step}. */
  record Line(
      StepId id, String title, String fields, String text, String needs, Optional<String> skip) {}
}
