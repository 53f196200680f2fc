package dev.setpoint.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a step is carried out. */
public sealed interface Kind {
  /**
   * A person does it: an issue, done when it is closed as completed.
   *
   * @param assignees logins without {@code @}, in the plan's order; may be empty
   */
  record Person(List<String> assignees) implements Kind {}

  /**
   * A coding agent does it: an issue that is handed to the agent, done when it is closed as
   * completed. One of the two routes is given, the other is empty.
   *
   * @param login without {@code @}: the agent is assigned to the issue
   * @param workflow the file of a workflow that is started with the issue's number and its text
   * @param inputs further inputs of that workflow
   */
  record Agent(String login, String workflow, Map<String, String> inputs) implements Kind {
    /** Who it is handed to, for people: {@code @copilot} or {@code claude.yml}. */
    public String name() {
      return workflow.isEmpty() ? "@" + login : workflow;
    }
  }

  /**
   * A {@code workflow_dispatch} run, done when it succeeds.
   *
   * @param file the workflow's file name in {@code .github/workflows}, for example {@code
   *     migrate.yml}
   * @param inputs the values of {@code with:}, in the plan's order, verbatim
   * @param retries how many attempts may follow the first by themselves
   * @param timeout from the run's start; a run that takes longer is cancelled and counts as failed
   */
  record Workflow(String file, Map<String, String> inputs, int retries, Optional<Duration> timeout)
      implements Kind {}

  /** Nothing is started for it: it is over when something has come about. */
  sealed interface Waiting extends Kind {}

  /** So much time has passed since the last of the steps before it ended. */
  record Wait(Duration time) implements Waiting {}

  /** A moment has come. */
  record Until(Instant moment) implements Waiting {}

  /** Something that Setpoint did not start has happened. */
  record Event(Happening what) implements Waiting {}

  /**
   * Another plan is done.
   *
   * @param written as the field has it
   * @param plan the plan it names; empty where there is none
   */
  record SubPlan(String written, Optional<PlanId> plan) implements Waiting {}
}
