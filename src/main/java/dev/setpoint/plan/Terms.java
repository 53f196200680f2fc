package dev.setpoint.plan;

import java.util.Optional;

/**
 * How a step takes part in its plan, besides what it needs and how it is carried out.
 *
 * @param written the title as the text has it, its variables unresolved: what a claim remembers, so
 *     that a variable's new value renames nothing
 * @param group whose heading it stands under, if any
 */
public record Terms(String written, Optional<Group> group) {
  /** Of a step that stands in no group. */
  public static Terms of(String written) {
    return new Terms(written, Optional.empty());
  }
}
