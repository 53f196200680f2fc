package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.Handed;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Outcome;
import dev.setpoint.job.Phase;
import dev.setpoint.job.Run;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an attempt stands: its claim and what was seen of its job, brought together. Knows nothing
 * of the plan.
 */
sealed interface Standing {
  /** Its creation began; whether the job exists is not known. */
  record Starting(Claim claim) implements Standing {}

  /** GitHub refused to create its job. */
  record Refused(Claim claim, Phase.Refused refusal) implements Standing {}

  /** A person must say what became of it. */
  record Parked(Claim claim, Phase.Parked parked) implements Standing {}

  /**
   * Its job is there and has not ended.
   *
   * @param issue as last seen, for an issue
   * @param run as last seen, for a run; one that failed when the guard's note may yet name another
   * @param reopened it had ended and a person took it up again
   */
  record Going(
      Claim claim,
      JobLink job,
      Optional<Issue> issue,
      Optional<Run> run,
      Instant since,
      boolean reopened)
      implements Standing {
    /** Its run, if that failed and the guard's note may yet name another one. */
    Optional<Run> unheard() {
      return run.filter(r -> !r.isUnfinished());
    }

    /** When its run takes longer than it may. */
    Optional<Instant> timesOut() {
      return claim
          .facts()
          .timeout()
          .flatMap(limit -> run.filter(Run::isUnfinished).map(r -> r.startedAt().plus(limit)));
    }
  }

  /** Setpoint is ending its job. */
  record Stopping(Claim claim, Phase.Stopping stopping, Optional<Issue> issue)
      implements Standing {}

  /** It ended. */
  record Ended(Claim claim, Phase.Settled end) implements Standing {}

  /** What was seen makes no sense to a plan, or is gone: a person looks, nothing moves. */
  record Puzzling(Claim claim, JobLink job, String reason, boolean vanished) implements Standing {
    /**
     * A run that cannot be seen may still be running: its attempt is not over until a person says
     * so.
     */
    boolean isRunOutOfSight() {
      return vanished && job.id() instanceof JobId.Run;
    }
  }

  Claim claim();

  /**
   * The job that is shown for it: the one that it ended with, else the one that its claim names.
   */
  default Optional<JobLink> shownJob() {
    return this instanceof Ended ended && ended.end().job().isPresent()
        ? ended.end().job()
        : claim().phase().knownJob();
  }

  default boolean endedAs(Outcome outcome) {
    return this instanceof Ended ended && ended.end().outcome() == outcome;
  }

  /**
   * Whether no job of this attempt is on its way any more: then, and only then, another attempt may
   * follow.
   */
  default boolean isOver() {
    return switch (this) {
      case Ended e -> true;
      case Refused r -> true;
      case Parked p -> true;
      case Puzzling p -> true;
      case Starting s -> false;
      case Going g -> false;
      case Stopping s -> false;
    };
  }

  /** Whether sync has something to record: the attempt's end, or its coming back. */
  default Optional<Claim> toRecord() {
    return switch (this) {
      case Ended ended
          when !ended.claim().isFolded() && !ended.end().equals(ended.claim().phase()) ->
          Optional.of(ended.claim().in(ended.end()));
      case Going going when going.reopened() && !(going.claim().phase() instanceof Phase.Bound) ->
          Optional.of(going.claim().in(again(going)));
      case Ended e -> Optional.empty();
      case Going g -> Optional.empty();
      case Starting s -> Optional.empty();
      case Refused r -> Optional.empty();
      case Parked p -> Optional.empty();
      case Stopping s -> Optional.empty();
      case Puzzling p -> Optional.empty();
    };
  }

  private static Phase.Bound again(Going going) {
    Phase.Bound bound = new Phase.Bound(going.job(), going.since(), "");
    return going.issue().isPresent() ? bound.handed(Handed.REOPENED) : bound;
  }
}
