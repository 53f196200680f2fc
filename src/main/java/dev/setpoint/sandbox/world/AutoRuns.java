package dev.setpoint.sandbox.world;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes runs finish by themselves: after how long (of sandbox time), and how. Not thread-safe. */
public final class AutoRuns {
  private final Duration delay;
  private final Map<String, Deque<String>> script = new HashMap<>();

  private AutoRuns(Duration delay) {
    this.delay = delay;
  }

  /** Every run succeeds after the delay, unless scripted otherwise. */
  public static AutoRuns after(Duration delay) {
    return new AutoRuns(delay);
  }

  /** The next runs of that workflow file end like this, one after the other. */
  public AutoRuns script(String file, List<String> conclusions) {
    script.computeIfAbsent(file, f -> new ArrayDeque<>()).addAll(conclusions);
    return this;
  }

  Duration delay() {
    return delay;
  }

  String nextConclusion(Run run) {
    Deque<String> next = script.get(run.workflow().file());
    return next == null || next.isEmpty() ? "success" : next.removeFirst();
  }
}
