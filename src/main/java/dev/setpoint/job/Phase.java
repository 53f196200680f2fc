package dev.setpoint.job;

import java.time.Instant;
import java.util.Optional;

/** How far one attempt has come, as its claim records it. */
public sealed interface Phase {
  /**
   * One run is creating the job, or died while doing so: nobody may create it until evidence or the
   * grace decides.
   */
  record Claimed() implements Phase {}

  /**
   * The job is known.
   *
   * @param since when it was bound, by the API's clock
   * @param note what GitHub silently left out at creation, for people; usually empty
   * @param handed to which agent the issue was given ({@link Handed}); empty: to none
   * @param cancelledBy login of who asked for the job's end with {@code /cancel}, recorded before
   *     it is ended: GitHub names Setpoint for it
   */
  record Bound(
      JobLink job,
      Instant since,
      String note,
      Optional<Handed> handed,
      Optional<String> cancelledBy)
      implements Phase {
    /** Of a job that was given to no agent. */
    public Bound(JobLink job, Instant since, String note) {
      this(job, since, note, Optional.empty(), Optional.empty());
    }

    public Bound handed(Handed how) {
      return new Bound(job, since, note, Optional.of(how), cancelledBy);
    }

    public Bound cancelledBy(String login) {
      return new Bound(job, since, note, handed, Optional.of(login));
    }
  }

  /**
   * GitHub refused to create it and did nothing.
   *
   * @param workflowBlob the workflow file's blob then (empty for issues): another one is a reason
   *     to try again
   */
  record Refused(int status, String reason, String workflowBlob) implements Phase {}

  /** Nobody can tell whether the job was created: a person is asked. */
  record Parked(String why) implements Phase {}

  /**
   * Setpoint decided to end the job and recorded it before touching it.
   *
   * @param cause why, which also decides what its end counts as
   * @param job empty when the job is not known (yet)
   * @param why in words, for people
   */
  record Stopping(Cause cause, Optional<JobLink> job, String why) implements Phase {}

  /**
   * The attempt ended, as sync saw it by id.
   *
   * @param at when it ended
   * @param seen the job's {@code updated_at} then: older reads cannot undo this
   * @param runAttempt the run's attempt then; 0 for issues and for steps without a job
   * @param words for people, for example {@code failure} or {@code timed out after 2h}
   */
  record Settled(
      Outcome outcome,
      Optional<JobLink> job,
      Instant at,
      Instant seen,
      int runAttempt,
      String words)
      implements Phase {}

  /** Why Setpoint ends a job. */
  enum Cause {
    /** The plan no longer wants it. Its end counts as withdrawn, or as done if it succeeded. */
    WITHDRAWN,
    /**
     * It took longer than its {@code timeout}. Its end counts as failed, or as done if it
     * succeeded.
     */
    TIMED_OUT
  }

  /** Whether the attempt's job may be open now. */
  default boolean mayBeOpen() {
    return switch (this) {
      case Claimed c -> true;
      case Bound b -> true;
      case Parked p -> true;
      case Stopping s -> true;
      case Refused r -> false;
      case Settled s -> false;
    };
  }

  /** The job this phase knows of. */
  default Optional<JobLink> knownJob() {
    return switch (this) {
      case Bound bound -> Optional.of(bound.job());
      case Stopping stopping -> stopping.job();
      case Settled settled -> settled.job();
      case Claimed c -> Optional.empty();
      case Refused r -> Optional.empty();
      case Parked p -> Optional.empty();
    };
  }
}
