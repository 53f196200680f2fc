package dev.setpoint.edge.cli;

import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.StepId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A step as people name it: {@code system-upgrade/qa}. The plan may also be named by its file, and
 * the step by its title.
 *
 * @param plan the plan's id, which may hold slashes
 * @param step the step's id, or its title in that place
 */
record StepAddress(PlanId plan, StepId step) {
  /** Reads {@code <plan>/<step>}; the last slash parts them. */
  static final class Reader implements ITypeConverter<StepAddress> {
    @Override
    public StepAddress convert(String text) {
      int slash = text.lastIndexOf('/');
      if (slash < 1 || slash == text.length() - 1) {
        throw new TypeConversionException(
            "a step is named <plan>/<step>, for example system-upgrade/qa");
      }
      return new StepAddress(
          PlanId.of(new PlanPath(text.substring(0, slash))), new StepId(text.substring(slash + 1)));
    }
  }

  /** The plan of that id or file among these. */
  static PlanView plan(List<PlanView> plans, String name) {
    PlanId id = PlanId.of(new PlanPath(name));
    return plans.stream()
        .filter(p -> p.plan().id().equals(id) || p.plan().path().value().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new WrongUsage(
                    "there is no plan `%s`; plans: %s"
                        .formatted(
                            name, names(plans.stream().map(p -> p.plan().id().value()).toList()))));
  }

  /** The step that this names. */
  StepView in(List<PlanView> plans) {
    PlanView view = plan(plans, plan.value());
    return view.steps().stream()
        .filter(s -> view.plan().called(step.value()).filter(s.step()::equals).isPresent())
        .findFirst()
        .orElseThrow(() -> missing(view));
  }

  /** Why no step of the plan has a status, where its text has problems. */
  Optional<String> broken(List<PlanView> plans) {
    return plan(plans, plan.value()).plan().problems().stream()
        .findFirst()
        .map(
            p ->
                "nothing of the plan `%s` is started before its problems are mended: %s:%d: %s"
                    .formatted(plan, p.file(), p.line(), p.message()));
  }

  private WrongUsage missing(PlanView view) {
    return new WrongUsage(
        "plan `%s` has no step `%s`; steps: %s"
            .formatted(
                plan, step, names(view.steps().stream().map(s -> s.step().id().value()).toList())));
  }

  private static String names(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
