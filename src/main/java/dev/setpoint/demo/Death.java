package dev.setpoint.demo;

import dev.setpoint.job.CommitId;
import dev.setpoint.job.RefChange;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.sync.PlanBranch;
import java.util.List;
import java.util.Map;

/**
 * What a pass meets that is killed between execute and sync: the jobs are made, and nothing is
 * written.
 */
final class Death extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Death() {
    super("killed", null, false, false);
  }

  /** A plan branch that nobody reaches alive. */
  static PlanBranch beforeTheCommit() {
    return new PlanBranch() {
      @Override
      public Pushed push(
          CommitId parent, Map<PlanPath, byte[]> edits, String message, List<RefChange> outcomes) {
        throw new Death();
      }
    };
  }
}
