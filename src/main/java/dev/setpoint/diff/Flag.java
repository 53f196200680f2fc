package dev.setpoint.diff;

import java.util.Locale;

/** What deserves a look beside a step's status: ⚠️ in the block, a word in the JSON. */
public enum Flag {
  /** The plan's text for this step is not what its job was started with. */
  CHANGED,
  /** The job, or the memory of it, is gone: nothing is started in its place. */
  VANISHED,
  /** It runs although a step it needs was taken up again. */
  UNDERMINED,
  /** GitHub left something out when it created the job. */
  DROPPED,
  /** A problem of this step that only a person can mend. */
  PROBLEM,
  /** A person's turn has lasted longer than the step's {@code due}. */
  OVERDUE,
  /** GitHub says something that Setpoint does not understand, or refused. */
  ATTENTION;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
