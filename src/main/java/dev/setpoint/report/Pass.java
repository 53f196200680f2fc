package dev.setpoint.report;

import dev.setpoint.diff.Decision;
import dev.setpoint.execute.Done;
import dev.setpoint.job.CommitId;
import dev.setpoint.read.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one pass did and last saw.
 *
 * @param commit the plan branch's new commit, if statuses differed
 * @param done every command, in the order they were carried out
 * @param seen the last look
 * @param decision what that look leads to: its statuses are what the plans say now
 * @param refusals wishes that could not be fulfilled, in words
 * @param failure what kept the pass from finishing, in a sentence; the next pass mends it
 */
public record Pass(
    Optional<CommitId> commit,
    List<Done> done,
    Snapshot seen,
    Decision decision,
    List<String> refusals,
    Optional<String> failure) {

  /** Two passes of one invocation, told as one. */
  public Pass then(Pass next) {
    List<Done> all = new ArrayList<>(done);
    all.addAll(next.done);
    return new Pass(
        next.commit.or(() -> commit),
        List.copyOf(all),
        next.seen,
        next.decision,
        refusals,
        next.failure);
  }
}
