package dev.setpoint.report;

import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.plan.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is different between two looks at the plans: a line each. */
public final class Changes {
  private Changes() {}

  /** In the plans' order; empty when nothing that is told has changed. */
  public static List<String> between(Report before, Report after) {
    List<String> lines = new ArrayList<>();
    Map<String, StepView> gone = steps(before);
    steps(after)
        .forEach(
            (name, step) -> {
              @Nullable StepView was = gone.remove(name);
              if (was == null || was.status() != step.status() || !was.why().equals(step.why())) {
                lines.add(line(name, step));
              }
            });
    gone.keySet().forEach(name -> lines.add(name + " is no longer in the plan"));
    after.problems().stream()
        .filter(p -> !before.problems().contains(p))
        .forEach(p -> lines.add(problem(p)));
    return lines;
  }

  private static Map<String, StepView> steps(Report report) {
    Map<String, StepView> steps = new LinkedHashMap<>();
    for (PlanView plan : report.plans()) {
      for (StepView step : plan.steps()) {
        steps.put(plan.plan().id() + "/" + step.step().id(), step);
      }
    }
    return steps;
  }

  private static String line(String name, StepView step) {
    String job = step.job().map(j -> " (" + j + ")").orElse("");
    return "%s %s: %s%s".formatted(step.status().sign(), name, Sentences.line(step.why()), job);
  }

  private static String problem(Problem p) {
    return "%s:%d:%d: error: %s"
        .formatted(
            Sentences.line(p.file().value()), p.line(), p.column(), Sentences.line(p.message()));
  }
}
