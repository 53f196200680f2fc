package dev.setpoint.diff;

import dev.setpoint.job.JobLink;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A step's status with its reason, as decided from one snapshot.
 *
 * @param words what the block shows after the sign; Markdown, copied text already escaped
 * @param told why: one sentence that a colleague would say; plain text
 * @param since when this status began, if known
 * @param people logins whose turn it is, without {@code @}
 */
public record StepView(
    Step step,
    StepStatus status,
    String words,
    Told told,
    Set<Flag> flags,
    Optional<JobLink> job,
    Optional<Instant> since,
    List<String> people) {
  /** One sentence that a colleague would say; plain text. */
  public String why() {
    return told.toString();
  }
}
