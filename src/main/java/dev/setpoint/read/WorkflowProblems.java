package dev.setpoint.read;

import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks workflow steps against the workflows that the default branch really has. */
public final class WorkflowProblems {
  private WorkflowProblems() {}

  /**
   * The plan with a problem added to each step whose workflow cannot be dispatched as the step
   * wants.
   */
  public static Plan in(Plan plan, Map<String, WorkflowFile> workflows, byte[] source) {
    List<Step> steps = new ArrayList<>();
    boolean any = false;
    for (Step step : plan.steps()) {
      Optional<String> wrong =
          step.kind() instanceof Kind.Workflow w ? wrong(w, workflows) : Optional.empty();
      any |= wrong.isPresent();
      steps.add(wrong.map(message -> with(plan, step, message, workflows, source)).orElse(step));
    }
    return any ? plan.withSteps(steps) : plan;
  }

  private static Optional<String> wrong(Kind.Workflow step, Map<String, WorkflowFile> workflows) {
    WorkflowFile file = workflows.get(step.file());
    if (file == null) {
      return Optional.of("there is no workflow `" + step.file() + "` on the default branch");
    }
    if (file.inputs().isEmpty()) {
      return Optional.of("workflow `" + step.file() + "` has no `workflow_dispatch` trigger");
    }
    if (!file.takesPart()) {
      return Optional.of(
          "workflow `"
              + step.file()
              + "` does not declare the input `setpoint`, so plans may not start it");
    }
    Map<String, Boolean> declared = file.inputs().get();
    for (String input : step.inputs().keySet()) {
      if (input.equals(WorkflowFile.KEY_INPUT)) {
        return Optional.of("the input `setpoint` is Setpoint's own; leave it out of `with:`");
      }
      if (!declared.containsKey(input)) {
        return Optional.of("workflow `" + step.file() + "` has no input `" + input + "`");
      }
    }
    return declared.entrySet().stream()
        .filter(d -> d.getValue() && !step.inputs().containsKey(d.getKey()))
        .filter(d -> !d.getKey().equals(WorkflowFile.KEY_INPUT))
        .findFirst()
        .map(d -> "workflow `" + step.file() + "` requires the input `" + d.getKey() + "`");
  }

  private static Step with(
      Plan plan, Step step, String message, Map<String, WorkflowFile> workflows, byte[] source) {
    FieldPlace place = FieldPlace.of(source, step, "workflow");
    List<Problem> problems = new ArrayList<>(step.problems());
    problems.add(
        new Problem(plan.path(), place.line(), place.column(), message, hint(step, workflows)));
    return step.withProblems(problems);
  }

  private static Optional<String> hint(Step step, Map<String, WorkflowFile> workflows) {
    WorkflowFile file = step.kind() instanceof Kind.Workflow w ? workflows.get(w.file()) : null;
    if (file == null) {
      List<String> known =
          workflows.values().stream()
              .filter(WorkflowFile::takesPart)
              .map(WorkflowFile::file)
              .sorted()
              .toList();
      return Optional.of(
          known.isEmpty()
              ? "no workflow there takes part yet: one does by declaring the input `setpoint`"
              : "workflows that take part: " + String.join(", ", known));
    }
    return file.takesPart()
        ? Optional.of("its inputs: " + String.join(", ", file.inputs().orElseThrow().keySet()))
        : Optional.of(
            "add to `.github/workflows/"
                + file.file()
                + "`: on: workflow_dispatch: inputs: setpoint: { required: false }");
  }
}
