package dev.setpoint.read;

import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A workflow file that plans name, and what they want of it.
 *
 * @param file its name in {@code .github/workflows}
 * @param found what the repository has under that name
 * @param steps which it carries out itself, as {@code plan/step}, in the plans' order
 * @param agents steps whose coding agent it starts; its runs are not their jobs
 */
public record NamedWorkflow(
    String file, Optional<WorkflowFile> found, List<String> steps, List<String> agents) {

  /** One for each file, by name. */
  public static List<NamedWorkflow> by(
      Collection<Plan> plans, Map<String, WorkflowFile> workflows) {
    Map<String, NamedWorkflow> named = new TreeMap<>();
    for (Plan plan : plans) {
      for (Step step : plan.steps()) {
        String address = plan.id() + "/" + step.id();
        switch (step.kind()) {
          case Kind.Workflow w -> in(named, w.file(), workflows).steps.add(address);
          case Kind.Agent a -> in(named, a.workflow(), workflows).agents.add(address);
          case Kind.Person p -> {}
          case Kind.Waiting w -> {}
        }
      }
    }
    named.remove("");
    return named.values().stream()
        .map(n -> new NamedWorkflow(n.file, n.found, List.copyOf(n.steps), List.copyOf(n.agents)))
        .toList();
  }

  private static NamedWorkflow in(
      Map<String, NamedWorkflow> named, String file, Map<String, WorkflowFile> workflows) {
    return named.computeIfAbsent(
        file,
        f ->
            new NamedWorkflow(
                f, Optional.ofNullable(workflows.get(f)), new ArrayList<>(), new ArrayList<>()));
  }

  /** Plans may start it, and it does what some of their steps say. */
  public boolean carriesOutSteps() {
    return !steps.isEmpty() && found.filter(WorkflowFile::takesPart).isPresent();
  }

  /** A second run of the same step refuses itself. */
  public boolean guarded() {
    return found.filter(WorkflowFile::guarded).isPresent();
  }
}
