package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.Phase;
import dev.setpoint.read.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When to look again though no event comes: the end of a wait, a reminder, a due date, a timeout,
 * the grace of an attempt that may be taken over. Whoever does not look then finds out later; so
 * this may name a moment too many, and ought not to miss one.
 */
final class Ahead {
  private final Instant now;
  private @Nullable Instant first;

  private Ahead(Instant now) {
    this.now = now;
  }

  static Optional<Instant> of(List<Case> cases, Snapshot seen) {
    Ahead ahead = new Ahead(seen.now());
    Attempts attempts = new Attempts(seen);
    for (Claim claim : seen.ledger().attempts().values()) {
      if (claim.phase().mayBeOpen() || claim.phase() instanceof Phase.Refused) {
        ahead.ofAttempt(attempts.standing(claim));
      }
    }
    cases.forEach(ahead::ofStep);
    return Optional.ofNullable(ahead.first);
  }

  private void add(Instant at) {
    if (at.isAfter(now) && (first == null || at.isBefore(first))) {
      first = at;
    }
  }

  private void ofStep(Case c) {
    c.awaited().flatMap(Awaited.Pending::until).ifPresent(this::add);
    if (c.standing().orElse(null) instanceof Standing.Going g) {
      Reminders.due(c.step(), g).ifPresent(this::add);
      Reminders.next(c.step().terms(), g.since(), now).ifPresent(this::add);
    }
  }

  private void ofAttempt(Standing standing) {
    switch (standing) {
      case Standing.Starting s -> add(grace(s.claim()));
      case Standing.Refused r -> add(grace(r.claim()));
      case Standing.Going g -> {
        g.timesOut().ifPresent(this::add);
        g.unheard().ifPresent(r -> add(r.updatedAt().plus(Bindings.GRACE)));
      }
      case Standing.Parked p -> {}
      case Standing.Stopping s -> {}
      case Standing.Ended e -> {}
      case Standing.Puzzling p -> {}
    }
  }

  private static Instant grace(Claim claim) {
    return claim.at().plus(Bindings.GRACE);
  }
}
