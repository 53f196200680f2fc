package dev.setpoint.setup;

import dev.setpoint.diff.Flag;
import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.plan.Escape;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.StepStatus;
import dev.setpoint.setup.Finding.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of an approved plan that do not go on by themselves; the reason says what helps. */
final class StepFindings {
  private StepFindings() {}

  /** What is wrong with the plan's text, a step's own problems only until it has started. */
  static List<Problem> problems(PlanView view) {
    Stream<Problem> steps =
        view.steps().stream()
            .filter(s -> s.flags().contains(Flag.PROBLEM))
            .flatMap(s -> s.step().problems().stream());
    return Stream.concat(view.plan().problems().stream(), steps).toList();
  }

  static List<Finding> of(PlanView view) {
    if (view.plan().lifecycle() != Lifecycle.APPROVED || !view.plan().problems().isEmpty()) {
      return List.of();
    }
    return view.steps().stream()
        .flatMap(
            step ->
                level(step).stream()
                    .map(
                        level ->
                            new Finding(
                                level,
                                view.plan().path().value(),
                                "step `%s`: %s"
                                    .formatted(step.step().id(), Escape.line(step.why())),
                                Optional.empty())))
        .toList();
  }

  private static Optional<Level> level(StepView step) {
    if (step.flags().contains(Flag.PROBLEM)) {
      // Told with the plan's text.
      return Optional.empty();
    }
    if (step.flags().contains(Flag.VANISHED) || step.flags().contains(Flag.ATTENTION)) {
      return Optional.of(Level.WRONG);
    }
    boolean held = step.status() == StepStatus.READY && !step.words().equals("ready");
    boolean ended = step.status() == StepStatus.FAILED || step.status() == StepStatus.CANCELLED;
    return held || ended ? Optional.of(Level.NOTE) : Optional.empty();
  }
}
