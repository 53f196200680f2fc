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
      List<Wrong> wrong =
          switch (step.kind()) {
            case Kind.Workflow w -> wrong(w, workflows);
            case Kind.Agent a -> wrong(a, workflows);
            case Kind.Person p -> List.of();
            case Kind.Waiting w -> List.of();
          };
      any |= !wrong.isEmpty();
      steps.add(wrong.isEmpty() ? step : with(plan, step, wrong, workflows, source));
    }
    return any ? plan.withSteps(steps) : plan;
  }

  /**
   * Why a workflow cannot be dispatched as a step wants.
   *
   * @param input of the step's {@code with}, where that is it
   * @param hint where the workflow's inputs are none
   */
  private record Wrong(String message, Optional<String> input, Optional<String> hint) {
    static List<Wrong> because(String message) {
      return List.of(new Wrong(message, Optional.empty(), Optional.empty()));
    }
  }

  // Its run is not the job, so that the guard would take it for a start that nobody claimed.
  private static List<Wrong> wrong(Kind.Agent step, Map<String, WorkflowFile> workflows) {
    if (step.workflow().isEmpty()) {
      return List.of();
    }
    Map<String, String> inputs = new LinkedHashMap<>(step.inputs());
    WorkflowFile file = workflows.get(step.workflow());
    if (file != null && file.takesPart()) {
      if (!file.inputs().orElseThrow().containsKey("issue")) {
        return Wrong.because(
            "workflow `"
                + step.workflow()
                + "` does not declare the input `issue`, so that its agent would not know what to"
                + " do");
      }
      if (file.guarded()) {
        return List.of(
            new Wrong(
                "workflow `"
                    + step.workflow()
                    + "` uses Setpoint's guard, which is for workflows that carry out a step"
                    + " themselves",
                Optional.empty(),
                Optional.of(
                    "take the guard out of it, or write `workflow: " + step.workflow() + "`")));
      }
      file.inputs().get().keySet().stream()
          .filter(BRIEF::contains)
          .forEach(name -> inputs.put(name, ""));
    }
    return wrong(new Kind.Workflow(step.workflow(), inputs, 0, Optional.empty()), workflows);
  }

  private static List<Wrong> wrong(Kind.Workflow step, Map<String, WorkflowFile> workflows) {
    WorkflowFile file = workflows.get(step.file());
    if (file == null) {
      return Wrong.because("there is no workflow `" + step.file() + "` on the default branch");
    }
    if (file.inputs().isEmpty()) {
      return Wrong.because("workflow `" + step.file() + "` has no `workflow_dispatch` trigger");
    }
    if (!file.takesPart()) {
      return Wrong.because(
          "workflow `"
              + step.file()
              + "` does not declare the input `setpoint`, so plans may not start it");
    }
    Map<String, Boolean> declared = file.inputs().get();
    List<Wrong> wrong = new ArrayList<>();
    for (String input : step.inputs().keySet()) {
      if (input.equals(WorkflowFile.KEY_INPUT)) {
        wrong.add(
            new Wrong(
                "the input `setpoint` is Setpoint's own; leave it out of `with:`",
                Optional.of(input),
                Optional.empty()));
      } else if (!declared.containsKey(input)) {
        wrong.add(
            new Wrong(
                "workflow `" + step.file() + "` has no input `" + input + "`",
                Optional.of(input),
                Optional.empty()));
      }
    }
    declared.entrySet().stream()
        .filter(d -> d.getValue() && !step.inputs().containsKey(d.getKey()))
        .filter(d -> !d.getKey().equals(WorkflowFile.KEY_INPUT))
        .forEach(
            d ->
                wrong.addAll(
                    Wrong.because(
                        "workflow `" + step.file() + "` requires the input `" + d.getKey() + "`")));
    return wrong;
  }

  private static Step with(
      Plan plan, Step step, List<Wrong> all, Map<String, WorkflowFile> workflows, byte[] source) {
    String field = step.kind() instanceof Kind.Agent ? "agent" : "workflow";
    List<Problem> problems = new ArrayList<>(step.problems());
    for (Wrong wrong : all) {
      FieldPlace place =
          wrong
              .input()
              .flatMap(i -> FieldPlace.ofInput(source, step, i))
              .orElseGet(() -> FieldPlace.of(source, step, field));
      problems.add(
          new Problem(
              plan.path(),
              place.line(),
              place.column(),
              wrong.message(),
              wrong.hint().or(() -> hint(step, workflows))));
    }
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
