package dev.setpoint.simulation;

import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.StepStatus;
import dev.setpoint.report.Pass;
import java.util.HashMap;
import java.util.Map;

/** Which plans of a story nobody can expect to get done. */
final class LeftOut {
  private final Story story;

  LeftOut(Story story) {
    this.story = story;
  }

  /** Whether the plan has no turn; see {@link #isLeftOut(PlanView, Pass, Map)}. */
  boolean isLeftOut(PlanView view, Pass pass) {
    return isLeftOut(view, pass, new HashMap<>());
  }

  boolean isHopeless(PlanId id, Pass pass) {
    return pass.decision().plans().stream()
        .filter(v -> v.plan().id().equals(id))
        .anyMatch(v -> isHopeless(v.plan().path()));
  }

  boolean isLeftOut(PlanId id, Pass pass) {
    return pass.decision().plans().stream()
        .anyMatch(v -> v.plan().id().equals(id) && isLeftOut(v, pass));
  }

  boolean isHopeless(PlanPath path) {
    return story.plans.stream().anyMatch(p -> p.hopeless && p.path.equals(path.value()));
  }

  /**
   * Whether every step that stands for this plan in another is skipped, or never has its turn: then
   * neither has the plan.
   */
  private boolean isLeftOut(PlanView view, Pass pass, Map<PlanId, Boolean> known) {
    Boolean before = known.putIfAbsent(view.plan().id(), false);
    if (before != null) {
      return before;
    }
    boolean named = false;
    for (PlanView other : pass.decision().plans()) {
      for (StepView step : other.steps()) {
        if (step.step().kind() instanceof Kind.SubPlan sub
            && sub.plan().filter(view.plan().id()::equals).isPresent()) {
          named = true;
          boolean out =
              step.status() == StepStatus.SKIPPED
                  || step.step().skip().isPresent()
                  || isHopeless(other.plan().path())
                  || isLeftOut(other, pass, known);
          if (!out) {
            return false;
          }
        }
      }
    }
    known.put(view.plan().id(), named);
    return named;
  }
}
