package dev.setpoint.plan;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One line of the status block, ready to be written.
 *
 * @param step whose line it is
 * @param status the sign
 * @param words after the sign, for example {@code waiting for `qa`} or {@code needs @alice}; our
 *     own Markdown, copied text already escaped
 * @param attention whether something besides the status deserves a look
 * @param job the job's link, if it has one
 * @param since the day on which this status began (UTC), if known
 */
public record StatusRow(
    Step step,
    StepStatus status,
    String words,
    Attention attention,
    Optional<JobLink> job,
    Optional<LocalDate> since) {

  /** How much something besides the status deserves a look. */
  public enum Attention {
    NONE,
    /** It is shown by ⚠️, and the plan goes on all the same. */
    NOTED,
    /** Shown so too; a person is needed before all is well. */
    WANTED
  }

  /**
   * A link to a job.
   *
   * @param text {@code #11} or {@code run 9817}
   * @param url absolute web address
   */
  public record JobLink(String text, String url) {}
}
