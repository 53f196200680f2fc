package dev.setpoint.plan;

import java.util.List;
import java.util.Optional;

/**
 * What a plan's own status block said: read for identity only, never for a status.
 *
 * @param plan the id in the opening marker; empty when there is no block
 * @param at where the file stood when a block of another name than its path's was written: a moved
 *     plan says so, and a copy of it still says where it was copied from
 * @param rows in the block's order
 */
public record BlockSeen(Optional<PlanId> plan, Optional<PlanPath> at, List<Row> rows) {
  /** A plan that has no block yet. */
  public static final BlockSeen NONE = new BlockSeen(Optional.empty(), Optional.empty(), List.of());

  /**
   * One row.
   *
   * @param title as shown
   * @param id the step's id: shown one, else the title's slug
   * @param job the web address of the job shown, if any
   * @param status the words after the sign, as last written
   */
  public record Row(String title, StepId id, Optional<String> job, String status) {
    /**
     * Whether it is known which step this is: people are asked where a heading may be an old one.
     */
    public boolean isDecided() {
      return !id.equals(StatusBlock.UNDECIDED);
    }
  }
}
