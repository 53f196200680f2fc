package dev.setpoint.plan;

import java.time.Duration;
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
}
