package dev.setpoint.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The world's time, and the order in which its things changed. */
final class Clockwork {
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private long millis = START.toEpochMilli();
  private final List<Long> changes = new ArrayList<>(List.of(millis));

  /** GitHub tells whole seconds. */
  Instant now() {
    return Instant.ofEpochSecond(Math.floorDiv(millis, 1000));
  }

  long millis() {
    return millis;
  }

  void advance(Duration by) {
    millis += by.toMillis();
  }

  /** Something changed: a new moment begins. */
  long change() {
    changes.add(millis);
    return changes.size() - 1L;
  }

  /** The present moment. */
  long moment() {
    return changes.size() - 1L;
  }

  /** The earliest moment that still showed anything so long ago. */
  long moment(Duration ago) {
    long then = millis - ago.toMillis();
    int i = changes.size() - 1;
    while (i > 0 && changes.get(i) > then) {
      i--;
    }
    return i;
  }
}
