package dev.setpoint.history;

import dev.setpoint.job.Claim;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.PlanPath;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a clone knows of one plan.
 *
 * @param asked the path that was asked for
 * @param tip the name of what was walked, for example {@code HEAD}
 * @param revisions oldest first
 * @param cut the clone is shallow: what came before is not in it
 * @param memory the claims, where they were fetched
 * @param contents reads what a revision's blob holds
 */
public record Past(
    PlanPath asked,
    String tip,
    List<Revision> revisions,
    boolean cut,
    Memory memory,
    Contents contents) {

  /** The last revision that was there at a moment; empty where the plan came later. */
  public Optional<Revision> at(Instant moment) {
    return revisions.reversed().stream().filter(r -> !r.at().isAfter(moment)).findFirst();
  }

  /** Reads a blob. */
  @FunctionalInterface
  public interface Contents {
    /**
     * The bytes of the blob of that id.
     *
     * @throws IOException when the clone does not hold it
     */
    byte[] of(String blob) throws IOException;
  }

  /**
   * What the clone holds of claims and receipts: often nothing, as git fetches them only if told.
   */
  public interface Memory {
    /** Whether it holds any, of any plan. */
    boolean any() throws IOException;

    /** Every recorded state of each attempt of a plan, oldest first. */
    List<List<Claim>> of(PlanId plan) throws IOException;
  }
}
