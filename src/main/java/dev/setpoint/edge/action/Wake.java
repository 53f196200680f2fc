package dev.setpoint.edge.action;

import dev.setpoint.execute.Hands;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts the workflow once more that this run is of, for what a pass left for time or rate.
 *
 * @param dispatch one POST of a {@code workflow_dispatch}, by the workflow's file name
 */
record Wake(Runner runner, Dispatch dispatch, Pause pause) {
  /**
   * GitHub's limit of creations is one of a minute, and starting a run counts. Waiting that out
   * here costs a minute of the runner; anything longer is left to the sweep.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(70);

  private static final Pattern WORKFLOW = Pattern.compile("/\\.github/workflows/([^/@]+\\.ya?ml)@");

  interface Dispatch {
    Hands.Created of(String workflowFile);
  }

  interface Pause {
    void of(Duration time) throws InterruptedIOException;
  }

  /** Says what came of it; whether another run was started. */
  boolean again() throws InterruptedIOException {
    Optional<String> workflow = workflow();
    if (workflow.isEmpty()) {
      return false;
    }
    Hands.Created woken = dispatch.of(workflow.get());
    if (woken instanceof Hands.Created.Limited l && l.retryAfter().compareTo(PATIENCE) <= 0) {
      pause.of(l.retryAfter());
      woken = dispatch.of(workflow.get());
    }
    runner.say(
        switch (woken) {
          case Hands.Created.Made m -> "work is left, so another run was started";
          case Hands.Created.Refused r -> "work is left for the next sweep: " + r.reason();
          case Hands.Created.Limited l ->
              "work is left for the next sweep: GitHub's rate limit asks to come back in "
                  + l.retryAfter().toSeconds()
                  + " s";
          case Hands.Created.Unclear u -> "work is left: " + u.reason();
        });
    return woken instanceof Hands.Created.Made;
  }

  private Optional<String> workflow() {
    Matcher found = WORKFLOW.matcher(runner.variable("GITHUB_WORKFLOW_REF").orElse(""));
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
