package dev.setpoint.history;

import dev.setpoint.plan.StepId;
import dev.setpoint.plan.StepStatus;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * How one step fared.
 *
 * @param title its last one
 * @param status what the block said last
 * @param words of the block, Markdown
 * @param gone it is no longer in the plan
 * @param spells oldest first
 */
public record StepStory(
    StepId id, String title, StepStatus status, String words, boolean gone, List<Spell> spells) {

  /** How long it stood still: for needs, holds, retries, decisions. */
  public Duration waited() {
    return sum(Spell::isWait);
  }

  /** How long a job of it was open: runs that ran, and turns of people. */
  public Duration worked() {
    return sum(Spell::isWork);
  }

  private Duration sum(Predicate<Spell> which) {
    return spells.stream().filter(which).map(Spell::length).reduce(Duration.ZERO, Duration::plus);
  }
}
