package dev.setpoint.simulation;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimText;
import dev.setpoint.job.Ref;
import java.util.Optional;

/** Looks at the chain of commits that a claim is. */
final class ChainOracle {
  private ChainOracle() {}

  /** A claim's ref moved from one commit to another. */
  static void moved(String ref, GitServer.Commit before, GitServer.Commit after) {
    if (!after.parent().equals(Optional.of(before.id()))) {
      throw new Violation("5 a claim's commits are a chain", ref);
    }
    Optional<Claim> was = claim(ref, before);
    Optional<Claim> is = claim(ref, after);
    if (was.isPresent() && is.isPresent() && !is.get().nonces().containsAll(was.get().nonces())) {
      throw new Violation(
          "5 a claim repeats every nonce",
          ref + " " + was.get().nonces() + " became " + is.get().nonces());
    }
    if (was.isPresent() && is.isPresent() && is.get().at().isBefore(was.get().at())) {
      throw new Violation(
          "5 a claim's grace never starts earlier",
          ref + " " + was.get().at() + " became " + is.get().at());
    }
  }

  private static Optional<Claim> claim(String ref, GitServer.Commit commit) {
    return ClaimText.parse(new Ref(ref, commit.id(), commit.message()));
  }
}
