package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import java.util.Optional;

/**
 * The start that a step would make now. Its words are written only when no limit holds it.
 *
 * @param attempt which attempt
 * @param previous the claim to move on from (a takeover, or a refusal tried again); empty for a new
 *     attempt
 * @param cause what asked for it; empty for the plan itself
 */
record Intent(int attempt, Optional<Claim> previous, String cause) {
  static Intent fresh(int attempt, String cause) {
    return new Intent(attempt, Optional.empty(), cause);
  }

  static Intent again(Claim claim) {
    return again(claim, claim.facts().cause());
  }

  static Intent again(Claim claim, String cause) {
    return new Intent(claim.key().attempt(), Optional.of(claim), cause);
  }
}
