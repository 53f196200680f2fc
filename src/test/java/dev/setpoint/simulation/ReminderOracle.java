package dev.setpoint.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts how often people are reminded: each time after twice as long as the time before, whatever
 * passes come and whatever is edited.
 */
final class ReminderOracle {
  /** As the plans of the stories say it: the first reminder, and when a step is due. */
  static final Duration REMIND = Duration.ofHours(2);

  static final Duration DUE = Duration.ofDays(1);

  private final World world;
  private final Map<Integer, Integer> said = new HashMap<>();

  ReminderOracle(World world) {
    this.world = world;
  }

  /** How many an issue has had. */
  int said(int issue) {
    return said.getOrDefault(issue, 0);
  }

  /**
   * A reminder arrives.
   *
   * @param before how many there were when the pass looked whether anything had happened: two that
   *     looked at the same moment may both speak
   */
  void arrives(int issue, int before) {
    if (said.merge(issue, 1, Integer::sum) - 1 > before) {
      said.merge(issue, -1, Integer::sum);
      return;
    }
    world.issues.ticket(issue).filter(t -> t.now().isPresent()).ifPresent(this::noFlood);
  }

  private void noFlood(Issues.Ticket ticket) {
    Instant opened = ticket.now().orElseThrow().createdAt();
    Duration open = Duration.between(opened, world.clock.now());
    long most = (doublings(open, REMIND) + doublings(open, DUE)) * (1 + ticket.reopenings);
    if (said(ticket.number) > most) {
      throw new Violation(
          "reminders come ever more rarely",
          "#%d has %d within %s".formatted(ticket.number, said(ticket.number), open));
    }
  }

  // The moments are at 1, 3, 7, 15, … times the first gap.
  private static long doublings(Duration open, Duration gap) {
    return 63L - Long.numberOfLeadingZeros(open.dividedBy(gap) + 1);
  }
}
