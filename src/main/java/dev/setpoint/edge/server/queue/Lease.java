package dev.setpoint.edge.server.queue;

import com.github.kagkarlsson.scheduler.HeartbeatState;
import java.util.function.DoubleSupplier;

/**
 * A pass's right to act. It lasts while the database hears from this process; well before another
 * process may take the pass over, it is lost, and the pass must not send anything any more.
 */
public final class Lease {
  /** Of the time after which others take over: the rest is for a request that is on its way. */
  private static final double LAST_MOMENT = 0.7;

  private final DoubleSupplier dead;
  private volatile boolean revoked;

  Lease(HeartbeatState heartbeat) {
    this(heartbeat::getFractionDead);
  }

  private Lease(DoubleSupplier dead) {
    this.dead = dead;
  }

  /** For whoever only reads: that needs no turn. */
  public static Lease ofReader() {
    return new Lease(() -> 0);
  }

  /** Whether the pass may go on. */
  public boolean held() {
    return !revoked && dead.getAsDouble() < LAST_MOMENT;
  }

  void revoke() {
    revoked = true;
  }

  /** Throws {@link Lost} when the pass may not go on. */
  public void check() {
    if (!held()) {
      throw new Lost();
    }
  }

  /** The pass is another's now, or nobody's. */
  public static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Lost() {
      super("the pass was given up: the process stops, or the database has been away for too long");
    }
  }
}
