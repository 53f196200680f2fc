package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.Phase;
import dev.setpoint.job.Run;
import dev.setpoint.read.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When to look again though no event comes: the end of a wait, a reminder, a due date, a timeout,
 * the grace of an attempt that may be taken over. Whoever does not look then finds out later; so
 * this may name a moment too many, and ought not to miss one.
 */
final class Ahead {
  private Ahead() {}

  static Optional<Instant> of(List<Case> cases, Snapshot seen) {
    Attempts attempts = new Attempts(seen);
    Stream<Instant> ofClaims =
        seen.ledger().attempts().values().stream()
            .filter(c -> c.phase().mayBeOpen() || c.phase() instanceof Phase.Refused)
            .flatMap(c -> ofAttempt(attempts.standing(c)));
    return Stream.concat(cases.stream().flatMap(c -> ofStep(c, seen.now())), ofClaims)
        .filter(at -> at.isAfter(seen.now()))
        .min(Instant::compareTo);
  }

  private static Stream<Instant> ofStep(Case c, Instant now) {
    Optional<Instant> wait = c.awaited().flatMap(Awaited.Pending::until);
    return c.standing().isPresent() && c.standing().get() instanceof Standing.Going g
        ? Stream.of(
                wait, Reminders.due(c.step(), g), Reminders.next(c.step().terms(), g.since(), now))
            .flatMap(Optional::stream)
        : wait.stream();
  }

  private static Stream<Instant> ofAttempt(Standing standing) {
    return switch (standing) {
      case Standing.Starting s -> Stream.of(grace(s.claim()));
      case Standing.Refused r -> Stream.of(grace(r.claim()));
      case Standing.Going g -> timeout(g).stream();
      case Standing.Parked p -> Stream.empty();
      case Standing.Stopping s -> Stream.empty();
      case Standing.Ended e -> Stream.empty();
      case Standing.Puzzling p -> Stream.empty();
    };
  }

  private static Instant grace(Claim claim) {
    return claim.at().plus(Bindings.GRACE);
  }

  private static Optional<Instant> timeout(Standing.Going going) {
    return going
        .claim()
        .facts()
        .timeout()
        .flatMap(limit -> going.run().map(Run::startedAt).map(at -> at.plus(limit)));
  }
}
