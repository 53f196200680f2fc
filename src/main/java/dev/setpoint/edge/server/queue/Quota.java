package dev.setpoint.edge.server.queue;

import java.time.Instant;

/**
 * How many requests one installation (or token) has left this hour, as GitHub last said.
 *
 * @param limit 0 when GitHub has not said yet, or knows no limits
 */
public record Quota(int limit, int remaining, Instant reset) {
  /** Nothing is known, nothing is held back. */
  public static final Quota UNKNOWN = new Quota(0, 0, Instant.EPOCH);

  /** A tenth is left to people and to other tools of the same installation. */
  private static final int RESERVE = 10;

  /** Whether a pass of about this cost has to wait for the reset. */
  public boolean forbids(int cost, Instant now) {
    return limit > 0 && reset.isAfter(now) && remaining - cost < limit / RESERVE;
  }
}
