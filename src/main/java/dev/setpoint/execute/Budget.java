package dev.setpoint.execute;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long, and how often, this pass may still create things. A pass older than its limit creates
 * nothing, so that the grace of another pass's takeover cannot be outrun.
 */
public final class Budget {
  /** Well below the grace of 20 minutes, minus what GitHub's lists lag behind. */
  public static final Duration LIMIT = Duration.ofMinutes(8);

  private final LongSupplier nanos;
  private final long end;
  private int left;

  private Budget(LongSupplier nanos, long end, int left) {
    this.nanos = nanos;
    this.end = end;
    this.left = left;
  }

  /** Starts counting now, on a monotonic clock in nanoseconds. */
  public static Budget starting(LongSupplier nanos, Duration limit) {
    return new Budget(nanos, nanos.getAsLong() + limit.toNanos(), Integer.MAX_VALUE);
  }

  /** The same time, and at most so many creations. */
  public Budget creating(int most) {
    return new Budget(nanos, end, most);
  }

  /** Counts one creation. */
  void spend() {
    left--;
  }

  public boolean isSpent() {
    return left <= 0 || nanos.getAsLong() - end >= 0;
  }
}
