package dev.setpoint.sandbox.world;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workflow run at one moment.
 *
 * @param number counts the runs of its workflow
 * @param attempt 1, and one more with each re-run; the id stays
 * @param status queued, pending, in_progress, completed, or whatever a test says
 * @param conclusion null until completed
 * @param group the concurrency group, or null
 * @param cancelling whether somebody asked for its end and it has not come yet
 */
public record Run(
    long id,
    int number,
    int attempt,
    WorkflowFile workflow,
    String event,
    String branch,
    String sha,
    String title,
    String actor,
    String triggeringActor,
    Map<String, String> inputs,
    String status,
    @Nullable String conclusion,
    Instant createdAt,
    Instant startedAt,
    Instant updatedAt,
    @Nullable String group,
    boolean cancelling) {

  public boolean isCompleted() {
    return status.equals("completed");
  }

  /** Waiting for another run of its concurrency group. */
  public boolean isPending() {
    return status.equals("pending");
  }

  Run moved(String toStatus, @Nullable String toConclusion, Instant now) {
    return with(toStatus, toConclusion, now, cancelling && !toStatus.equals("completed"));
  }

  Run askedToEnd(Instant now) {
    return with(status, conclusion, now, true);
  }

  private Run with(
      String toStatus, @Nullable String toConclusion, Instant now, boolean nowCancelling) {
    return new Run(
        id,
        number,
        attempt,
        workflow,
        event,
        branch,
        sha,
        title,
        actor,
        triggeringActor,
        inputs,
        toStatus,
        toConclusion,
        createdAt,
        startedAt,
        now,
        group,
        nowCancelling);
  }

  Run again(String by, Instant now) {
    return new Run(
        id,
        number,
        attempt + 1,
        workflow,
        event,
        branch,
        sha,
        title,
        actor,
        by,
        inputs,
        "queued",
        null,
        createdAt,
        now,
        now,
        group,
        false);
  }
}
