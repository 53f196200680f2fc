package dev.setpoint.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** GitHub's secondary limits on what may be created: 80 things a minute, 500 an hour. */
final class CreationLimits {
  private final Deque<Instant> lastHour = new ArrayDeque<>();
  private int hits;

  /** Whether one more may be created now; counts those that may not. */
  boolean admit(Instant now) {
    while (!lastHour.isEmpty() && lastHour.peek().isBefore(now.minus(Duration.ofHours(1)))) {
      lastHour.remove();
    }
    long lastMinute =
        lastHour.stream().filter(t -> !t.isBefore(now.minus(Duration.ofMinutes(1)))).count();
    if (lastHour.size() >= 500 || lastMinute >= 80) {
      hits++;
      return false;
    }
    lastHour.add(now);
    return true;
  }

  int hits() {
    return hits;
  }
}
