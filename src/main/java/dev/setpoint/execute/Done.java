package dev.setpoint.execute;

import dev.setpoint.diff.Command;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Opened;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of one command.
 *
 * @param words for people: GitHub's reason, or how it went
 * @param job the job it made or touched, if one is known
 * @param opened where it created a job, and recorded that
 */
public record Done(
    Command command, Result result, String words, Optional<JobLink> job, Optional<Opened> opened) {
  Done(Command command, Result result, String words, Optional<JobLink> job) {
    this(command, result, words, job, Optional.empty());
  }

  /** How it ended. */
  public enum Result {
    /** Carried out. */
    DONE,
    /** Another pass was faster. */
    LOST,
    /** GitHub said no, and this is recorded. */
    REFUSED,
    /** Not attempted: the rate, the time limit or an earlier failure stopped the pass. */
    HELD,
    /** GitHub or git failed or gave no clear answer: the next pass finds out. */
    UNCLEAR;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether the world may be different from what was seen before. */
  public boolean changedSomething() {
    return switch (result) {
      case DONE -> true;
      case REFUSED -> true;
      case LOST -> true;
      case HELD -> false;
      case UNCLEAR -> false;
    };
  }

  /** Whether the pass is left unfinished by it. */
  public boolean unfinished() {
    return switch (result) {
      case HELD -> true;
      case UNCLEAR -> true;
      case DONE -> false;
      case REFUSED -> false;
      case LOST -> false;
    };
  }

  Done withOpened(Opened its) {
    return new Done(command, result, words, job, Optional.of(its));
  }

  static Done of(Command command, Result result, String words) {
    return new Done(command, result, words, Optional.empty());
  }
}
