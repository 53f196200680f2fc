package dev.setpoint.edge.github;

import java.time.Duration;

/** Keeps writes at least a second apart, as GitHub asks integrators to. */
final class Pace {
  private final long gap;
  private long lastWrite;
  private boolean written;

  private Pace(Duration gap) {
    this.gap = gap.toNanos();
  }

  static Pace ofWrites() {
    return new Pace(Duration.ofSeconds(1));
  }

  /** For a stand-in on this machine. */
  static Pace none() {
    return new Pace(Duration.ZERO);
  }

  /** Waits for the rest of the second; an interruption is kept for whoever asks next. */
  void beforeWrite() {
    if (!written) {
      return;
    }
    boolean interrupted = false;
    for (long rest = rest(); rest > 0; rest = rest()) {
      try {
        Thread.sleep(Duration.ofNanos(rest));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private long rest() {
    return lastWrite + gap - System.nanoTime();
  }

  void afterWrite() {
    written = true;
    lastWrite = System.nanoTime();
  }
}
