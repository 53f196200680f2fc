package dev.setpoint.simulation;

import dev.setpoint.job.ClaimKey;
import java.util.Optional;

/**
 * Watches every event and knows the invariants; its two eyes look at jobs with their claims, and at
 * text.
 */
final class Oracle {
  final JobOracle jobs;
  final TextOracle text;

  Oracle(World world) {
    this.jobs = new JobOracle(world);
    this.text = new TextOracle(jobs);
  }

  /** A ref moved. */
  void moved(
      String ref,
      Optional<GitServer.Commit> before,
      Optional<GitServer.Commit> after,
      boolean known) {
    if (ref.equals(GitServer.BRANCH)) {
      text.moved(before, after.orElseThrow());
    } else if (ref.startsWith(ClaimKey.CLAIMS)) {
      jobs.claimMoved(ref, before, after, known);
    }
  }
}
