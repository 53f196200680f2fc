package dev.setpoint.execute;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long this pass may still create things. A pass older than its limit creates nothing, so that
 * the grace of another pass's takeover cannot be outrun.
 */
public final class Budget {
  /** Well below the grace of 20 minutes, minus what GitHub's lists lag behind. */
  public static final Duration LIMIT = Duration.ofMinutes(8);

  private final LongSupplier nanos;
  private final long end;

  private Budget(LongSupplier nanos, Duration limit) {
    this.nanos = nanos;
    this.end = nanos.getAsLong() + limit.toNanos();
  }

  /** Starts counting now, on a monotonic clock in nanoseconds. */
  public static Budget starting(LongSupplier nanos, Duration limit) {
    return new Budget(nanos, limit);
  }

  public boolean isSpent() {
    return nanos.getAsLong() - end >= 0;
  }
}
