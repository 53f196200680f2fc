package dev.setpoint.job;

import java.time.Instant;

/**
 * A workflow run as GitHub showed it.
 *
 * @param id kept through re-runs
 * @param attempt GitHub's {@code run_attempt}, from 1; grows with each re-run
 * @param event what started it; ours are {@code workflow_dispatch}
 * @param path the workflow's file, {@code .github/workflows/x.yml} (without {@code @ref})
 * @param displayTitle may be written by strangers
 * @param actor login of who dispatched it
 * @param state see {@link State}
 * @param conclusion GitHub's word when completed, else empty string; for people to read
 * @param startedAt {@code run_started_at} of this attempt
 * @param url the page a person opens
 */
public record Run(
    long id,
    int attempt,
    String event,
    String path,
    String displayTitle,
    String actor,
    State state,
    String conclusion,
    Instant createdAt,
    Instant startedAt,
    Instant updatedAt,
    String url) {
  public boolean isUnfinished() {
    return state == State.UNFINISHED;
  }

  /** What a run's status and conclusion mean to a plan. */
  public enum State {
    /** Queued, waiting, pending, in progress or any status this version does not know. */
    UNFINISHED,
    SUCCESS,
    /** {@code failure}, {@code timed_out}, {@code startup_failure}. */
    FAILED,
    CANCELLED,
    /**
     * {@code neutral}, {@code skipped}, {@code stale}, {@code action_required} or unknown: a person
     * looks.
     */
    ATTENTION
  }

  public JobId.Run job() {
    return new JobId.Run(id);
  }
}
