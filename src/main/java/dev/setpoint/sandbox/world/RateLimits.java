package dev.setpoint.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The primary limit of requests an hour, and the secondary limits on creating things. */
public final class RateLimits {
  private final SandboxClock clock;
  private final Map<String, Window> windows = new HashMap<>();
  private final Deque<Instant> creations = new ArrayDeque<>();
  private int perMinute;
  private int perHour;

  /**
   * One caller's window.
   *
   * @param reset when it starts anew, a whole second
   */
  public record Window(int limit, int used, Instant reset) {
    public int remaining() {
      return Math.max(0, limit - used);
    }
  }

  RateLimits(SandboxClock clock) {
    this.clock = clock;
  }

  /** The caller's window now; {@code limit} is for the case that it opens just now. */
  public synchronized Window of(String caller, int limit) {
    Instant now = clock.instant();
    Window window = windows.get(caller);
    if (window == null || !window.reset.isAfter(now)) {
      window = new Window(limit, 0, World.shown(now).plus(Duration.ofHours(1)));
      windows.put(caller, window);
    }
    return window;
  }

  public synchronized void count(String caller) {
    windows.computeIfPresent(caller, (k, w) -> new Window(w.limit, w.used + 1, w.reset));
  }

  /** Leaves the caller so many requests until then. */
  public synchronized void set(String caller, int limit, int remaining, Instant reset) {
    windows.put(caller, new Window(limit, limit - remaining, World.shown(reset)));
  }

  /** Limits creations as GitHub does (about 80 a minute and 500 an hour); 0 means no limit. */
  public synchronized void limitCreations(int eachMinute, int eachHour) {
    perMinute = eachMinute;
    perHour = eachHour;
  }

  /** Counts a creation, or tells for how long creating is refused. */
  public synchronized Optional<Duration> create() {
    Instant now = clock.instant();
    while (!creations.isEmpty() && creations.getFirst().isBefore(now.minus(Duration.ofHours(1)))) {
      creations.removeFirst();
    }
    Instant aMinuteAgo = now.minus(Duration.ofMinutes(1));
    long lately = creations.stream().filter(c -> c.isAfter(aMinuteAgo)).count();
    if (perMinute > 0 && lately >= perMinute) {
      return Optional.of(Duration.ofMinutes(1));
    }
    if (perHour > 0 && creations.size() >= perHour) {
      return Optional.of(Duration.between(now, creations.getFirst().plus(Duration.ofHours(1))));
    }
    creations.addLast(now);
    return Optional.empty();
  }
}
