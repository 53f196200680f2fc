package dev.setpoint.read;

import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks workflow steps against the workflows that the default branch really has. */
public final class WorkflowProblems {
  /** The inputs by which an agent's workflow is told what to do. */
  private static final Set<String> BRIEF =
      Set.of("issue", "title", "text", "acceptance", "before", "after");

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
          switch (step.kind()) {
            case Kind.Workflow w -> wrong(w, workflows);
            case Kind.Agent a -> wrong(a, workflows);
            case Kind.Person p -> Optional.empty();
            case Kind.Waiting w -> Optional.empty();
          };
      any |= wrong.isPresent();
      steps.add(wrong.map(message -> with(plan, step, message, workflows, source)).orElse(step));
    }
    return any ? plan.withSteps(steps) : plan;
  }

  // Its run is not the job, so that the guard would take it for a start that nobody claimed.
  private static Optional<String> wrong(Kind.Agent step, Map<String, WorkflowFile> workflows) {
    if (step.workflow().isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> inputs = new LinkedHashMap<>(step.inputs());
    WorkflowFile file = workflows.get(step.workflow());
    if (file != null && file.takesPart()) {
      if (!file.inputs().orElseThrow().containsKey("issue")) {
        return Optional.of(
            "workflow `"
                + step.workflow()
                + "` does not declare the input `issue`, so that its agent would not know what to"
                + " do");
      }
      if (file.guarded()) {
        return Optional.of(
            "workflow `"
                + step.workflow()
                + "` uses Setpoint's guard, which is for workflows that carry out a step"
                + " themselves");
      }
      file.inputs().get().keySet().stream()
          .filter(BRIEF::contains)
          .forEach(name -> inputs.put(name, ""));
    }
    return wrong(new Kind.Workflow(step.workflow(), inputs, 0, Optional.empty()), workflows);
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
    String field = step.kind() instanceof Kind.Agent ? "agent" : "workflow";
    FieldPlace place = FieldPlace.of(source, step, field);
    List<Problem> problems = new ArrayList<>(step.problems());
    problems.add(
        new Problem(plan.path(), place.line(), place.column(), message, hint(step, workflows)));
    return step.withProblems(problems);
  }

  private static Optional<String> hint(Step step, Map<String, WorkflowFile> workflows) {
    WorkflowFile file =
        switch (step.kind()) {
          case Kind.Workflow w -> workflows.get(w.file());
          case Kind.Agent a -> workflows.get(a.workflow());
          case Kind.Person p -> null;
          case Kind.Waiting w -> null;
        };
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
