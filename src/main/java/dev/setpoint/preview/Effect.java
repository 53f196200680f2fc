package dev.setpoint.preview;

import dev.setpoint.diff.Command;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Outcome;
import dev.setpoint.job.Phase;
import dev.setpoint.plan.StepId;
import java.util.Optional;

/**
 * Something that merging does at once to a job, or to a step that will have none.
 *
 * @param job the job it is done to; empty for one that does not exist yet
 * @param why for people; our own words, copied text escaped
 */
record Effect(Kind kind, StepId step, Optional<JobLink> job, String why) {
  /** What is done. */
  enum Kind {
    /** A job is created. */
    OPENS,
    /** A person is asked about a step. */
    ASKS,
    CLOSES,
    CANCELS,
    /** An issue's text follows the plan's. */
    REWRITES,
    /** Its condition is false, now that it is its turn. */
    SKIPS,
    /** Without the merge the step would start now. */
    HOLDS_BACK
  }

  /** What a command comes down to; empty for what is mere book-keeping. */
  static Optional<Effect> of(Command command) {
    return switch (command) {
      case Command.Start start -> Optional.of(start(start));
      case Command.Stop stop when stop.cause() == Phase.Cause.WITHDRAWN ->
          Optional.of(ends(stop.step(), stop.job(), stop.why()));
      case Command.Edit edit -> Optional.of(rewrites(edit));
      case Command.Stop stop -> Optional.empty();
      case Command.Close close -> Optional.empty();
      case Command.Bind bind -> Optional.empty();
      case Command.Adopt adopt -> Optional.empty();
      case Command.Park park -> Optional.empty();
      case Command.Answer answer -> Optional.empty();
      case Command.Remind remind -> Optional.empty();
      case Command.Settle settle when settle.end().outcome() == Outcome.SKIPPED ->
          Optional.of(
              new Effect(Kind.SKIPS, settle.step(), Optional.empty(), settle.end().words()));
      case Command.Settle settle -> Optional.empty();
      case Command.HandOver over -> Optional.empty();
    };
  }

  private static Effect start(Command.Start start) {
    Kind kind = start.step().isAsk() ? Kind.ASKS : Kind.OPENS;
    return new Effect(kind, start.step(), Optional.empty(), "");
  }

  private static Effect ends(StepId step, JobLink job, String why) {
    Kind kind =
        switch (job.id()) {
          case JobId.Issue issue -> Kind.CLOSES;
          case JobId.Run run -> Kind.CANCELS;
        };
    return new Effect(kind, step, Optional.of(job), why);
  }

  private static Effect rewrites(Command.Edit edit) {
    JobLink issue = new JobLink(new JobId.Issue(edit.issue()), "");
    return new Effect(Kind.REWRITES, edit.step(), Optional.of(issue), "");
  }

  static Effect holdsBack(Command.Start start) {
    return new Effect(Kind.HOLDS_BACK, start.step(), Optional.empty(), "");
  }
}
