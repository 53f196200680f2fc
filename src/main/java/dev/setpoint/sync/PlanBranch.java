package dev.setpoint.sync;

import dev.setpoint.job.CommitId;
import dev.setpoint.job.RefChange;
import dev.setpoint.plan.PlanPath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The port through which sync writes: one commit on the plan branch and claim outcomes, in one
 * atomic push.
 */
public interface PlanBranch {
  /**
   * Pushes the commit and the ref changes together or not at all, by compare-and-set.
   *
   * @param parent the tip that the edits were computed from
   * @param edits new content by path; empty: no commit, only the ref changes
   * @throws IOException when the remote cannot be reached or the outcome is unclear; the next pass
   *     mends it
   */
  Pushed push(
      CommitId parent, Map<PlanPath, byte[]> edits, String message, List<RefChange> outcomes)
      throws IOException;

  /** What became of the push. */
  sealed interface Pushed {
    /** All of it is on the remote. */
    record Done(Optional<CommitId> commit) implements Pushed {}

    /** Somebody was faster: fetch, recompute, try again. */
    record Raced() implements Pushed {}

    /** The remote does not allow it; trying again will not help. */
    record Refused(String reason) implements Pushed {}
  }
}
