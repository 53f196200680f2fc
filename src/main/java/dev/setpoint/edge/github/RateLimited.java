package dev.setpoint.edge.github;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** GitHub asks to come back later; nothing was done, and nobody sleeps for it. */
public final class RateLimited extends IOException {
  private static final long serialVersionUID = 1L;

  private static final Duration UNTOLD = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Duration retryAfter;

  private RateLimited(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  static RateLimited of(String doing, Duration retryAfter) {
    return new RateLimited(
        "cannot "
            + doing
            + ": GitHub's rate limit is used up; it asks to come back in "
            + retryAfter.toSeconds()
            + " s",
        retryAfter);
  }

  public Duration retryAfter() {
    return retryAfter;
  }

  /**
   * How long GitHub asks to wait; empty when the answer is no rate limit.
   *
   * <p>Its documentation: 429, or 403 with {@code retry-after}, or 403 with no requests remaining;
   * without a time, "wait for at least one minute".
   */
  static Optional<Duration> in(Answer answer) {
    if (answer.status() != 429 && answer.status() != 403) {
      return Optional.empty();
    }
    Optional<Duration> told = answer.number("retry-after").map(Duration::ofSeconds);
    boolean usedUp = answer.number("x-ratelimit-remaining").filter(n -> n == 0).isPresent();
    boolean said = answer.text().contains("rate limit");
    if (answer.status() == 403 && told.isEmpty() && !usedUp && !said) {
      return Optional.empty();
    }
    Duration wait = told.orElseGet(() -> usedUp ? untilReset(answer) : UNTOLD);
    return Optional.of(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  private static Duration untilReset(Answer answer) {
    Optional<Instant> reset = answer.number("x-ratelimit-reset").map(Instant::ofEpochSecond);
    Optional<Instant> now = answer.date();
    if (reset.isEmpty() || now.isEmpty()) {
      return UNTOLD;
    }
    Duration rest = Duration.between(now.get(), reset.get());
    return rest.isPositive() ? rest : Duration.ofSeconds(1);
  }
}
