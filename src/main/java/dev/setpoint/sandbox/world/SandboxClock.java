package dev.setpoint.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox's time, which may be moved or stopped; the Date header and every timestamp follow.
 */
public final class SandboxClock implements InstantSource {
  private Duration offset = Duration.ZERO;
  private @Nullable Instant frozen;

  @Override
  public synchronized Instant instant() {
    return frozen == null ? Instant.now().plus(offset) : frozen;
  }

  public synchronized void advance(Duration by) {
    if (frozen == null) {
      offset = offset.plus(by);
    } else {
      frozen = frozen.plus(by);
    }
  }

  /** Jumps to the given time; a flowing clock flows on from there. */
  public synchronized void setTo(Instant now) {
    if (frozen == null) {
      offset = Duration.between(Instant.now(), now);
    } else {
      frozen = now;
    }
  }

  /** Stops the clock: from now on only {@link #advance} and {@link #setTo} move it. */
  public synchronized void freeze() {
    frozen = instant();
  }

  /** Lets the clock flow on from the time it shows. */
  public synchronized void flow() {
    Instant shown = instant();
    frozen = null;
    setTo(shown);
  }
}
