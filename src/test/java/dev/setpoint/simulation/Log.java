package dev.setpoint.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Every event of a story in order, kept only where somebody will read it. */
final class Log {
  private final boolean kept;
  private final List<String> lines = new ArrayList<>();
  private final Clockwork clock;

  Log(boolean kept, Clockwork clock) {
    this.kept = kept;
    this.clock = clock;
  }

  void say(Supplier<String> event) {
    if (kept) {
      lines.add(clock.now() + "  " + event.get());
    }
  }

  boolean isKept() {
    return kept;
  }

  List<String> lines() {
    return lines;
  }
}
