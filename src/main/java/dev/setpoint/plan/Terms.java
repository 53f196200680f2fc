package dev.setpoint.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * How a step takes part in its plan, besides what it needs and how it is carried out.
 *
 * @param written the title as the text has it, its variables unresolved: what a claim remembers, so
 *     that a variable's new value renames nothing
 * @param group whose heading it stands under, if any
 * @param when its {@code if:}; without one it takes part once all that it needs is done or skipped
 * @param optional whether the plan goes on without it when a person ends it as not planned
 * @param due how long whose turn it is may take before its owners are told; empty: as long as it
 *     takes
 * @param remind how long after their turn came people are reminded first; each next time comes
 *     after twice as long; empty: never
 */
public record Terms(
    String written,
    Optional<Group> group,
    Optional<Condition> when,
    boolean optional,
    Optional<Duration> due,
    Optional<Duration> remind) {
  /** Of a step that stands in no group, has no condition, and that nobody is reminded of. */
  public static Terms of(String written) {
    return new Terms(
        written, Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty());
  }
}
