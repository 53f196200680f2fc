package dev.setpoint.edge.github;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much may still be asked, as GitHub's headers say; times are by this machine's clock.
 *
 * @param limit requests an hour; 0 when the server knows no limits
 * @param reset when the hour starts anew
 * @param heldUntil when GitHub asked to come back, if it refused something for its rate
 */
public record Rate(int limit, int remaining, Instant reset, Optional<Instant> heldUntil) {

  static Optional<Rate> after(Answer answer, Optional<Rate> before) {
    Instant now = Instant.now();
    Optional<Instant> held =
        RateLimited.in(answer).map(now::plus).or(() -> before.flatMap(Rate::heldUntil));
    Optional<Long> limit = answer.number("x-ratelimit-limit");
    Optional<Long> remaining = answer.number("x-ratelimit-remaining");
    if (limit.isEmpty() || remaining.isEmpty()) {
      return before
          .map(r -> new Rate(r.limit, r.remaining, r.reset, held))
          .or(() -> held.map(h -> new Rate(0, 0, h, held)));
    }
    Instant theirs = answer.date().orElse(now);
    Duration rest =
        answer
            .number("x-ratelimit-reset")
            .map(s -> Duration.between(theirs, Instant.ofEpochSecond(s)))
            .orElse(Duration.ZERO);
    return Optional.of(
        new Rate(limit.get().intValue(), remaining.get().intValue(), now.plus(rest), held));
  }
}
