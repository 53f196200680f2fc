package dev.setpoint.simulation;

import dev.setpoint.job.ClaimKey;
import java.util.Optional;

/**
 * Watches every event and knows the invariants; its eyes look at jobs with their claims, at text,
 * and at how often people are reminded.
 */
final class Oracle {
  final JobOracle jobs;
  final TextOracle text;
  final ReminderOracle reminders;

  Oracle(World world) {
    this.jobs = new JobOracle(world);
    this.text = new TextOracle(jobs);
    this.reminders = new ReminderOracle(world);
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
      if (before.isPresent() && after.isPresent()) {
        ChainOracle.moved(ref, before.get(), after.get());
      }
      jobs.claimMoved(ref, before, after, known);
    }
  }
}
