package dev.setpoint.history;

import dev.setpoint.job.CommitId;
import dev.setpoint.plan.StepId;
import dev.setpoint.plan.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Something that happened to a plan. */
public sealed interface Event {
  /** When it happened, as exactly as this clone can tell. */
  Instant at();

  /** The commit that shows it first. */
  Revision revision();

  /** For people: what brought it about. */
  Cause cause();

  default CommitId commit() {
    return revision().commit();
  }

  /**
   * A step went from one status to another.
   *
   * @param title as it was then
   * @param before what it was; empty where it was shown for the first time
   * @param lasted how long it had been that
   * @param words of the status block, Markdown
   * @param job the web address of the job shown, if any
   * @param exact the time is that of the event itself, from a claim; else that of the commit, which
   *     is later by as long as Setpoint slept
   */
  record Transition(
      Instant at,
      Revision revision,
      StepId step,
      String title,
      Optional<StepStatus> before,
      Duration lasted,
      StepStatus after,
      String words,
      Optional<String> job,
      boolean exact,
      Cause cause)
      implements Event {

    /** A row that was there from the start: nothing happened yet. */
    public boolean isBeginning() {
      return before.isEmpty() && (after == StepStatus.WAITING || after == StepStatus.READY);
    }

    Transition exactly(Instant time, Cause why) {
      return new Transition(
          time, revision, step, title, before, lasted, after, words, job, true, why);
    }

    Transition following(Transition last) {
      return new Transition(
          at,
          revision,
          step,
          title,
          Optional.of(last.after),
          Duration.between(last.at, at),
          after,
          words,
          job,
          exact,
          cause);
    }
  }

  /**
   * Somebody changed the plan itself.
   *
   * @param step the step concerned; empty for the plan as a whole
   * @param words what was done, for people; may hold text of strangers
   */
  record Edited(
      Instant at, Revision revision, Kind kind, Optional<StepId> step, String words, Cause cause)
      implements Event {}

  /** What was done to a plan. */
  enum Kind {
    ADDED,
    MOVED,
    REMOVED,
    RESTORED,
    STATUS,
    TITLE,
    STEP_ADDED,
    STEP_REMOVED,
    STEP_RENAMED,
    STEP_EDITED,
    STEPS_REORDERED,
    TEXT;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
