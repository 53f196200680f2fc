package dev.setpoint.sandbox.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The faults that are armed, and the calls at which a client was stopped. Thread-safe. */
public final class Faults {
  private final List<Armed> armed = new ArrayList<>();
  private final List<String> stopped = new ArrayList<>();

  private static final class Armed {
    private final Fault fault;
    private int skip;
    private int times;

    Armed(Fault fault) {
      this.fault = fault;
      this.skip = fault.skip();
      this.times = fault.times();
    }
  }

  public synchronized void add(Fault fault) {
    armed.add(new Armed(fault));
  }

  public synchronized void clear() {
    armed.clear();
    stopped.clear();
    notifyAll(); // a held call is let go
  }

  /** How many armed faults have not struck as often as they may. */
  public synchronized int left() {
    return (int) armed.stream().filter(a -> a.times > 0).count();
  }

  /** The fault that hits this call, if any; the first one armed wins. */
  synchronized @Nullable Fault strike(Request request) {
    for (Armed one : armed) {
      if (one.times > 0 && one.fault.matches(request)) {
        if (one.skip > 0) {
          one.skip--;
        } else {
          one.times--;
          return one.fault;
        }
      }
    }
    return null;
  }

  /** The calls at which a client was stopped, oldest first: method and path. */
  public synchronized List<String> stopped() {
    return List.copyOf(stopped);
  }

  /** Waits until a client has been stopped somewhere; false when that took too long. */
  public synchronized boolean awaitStop(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (stopped.isEmpty()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** Reports the stop and holds the caller for at most so long, or until the faults are cleared. */
  synchronized void hold(Request request, long ms) throws InterruptedException {
    stopped.add(request.method() + " " + request.target());
    notifyAll();
    long end = System.nanoTime() + ms * 1_000_000;
    while (!stopped.isEmpty() && end > System.nanoTime()) {
      wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
  }
}
