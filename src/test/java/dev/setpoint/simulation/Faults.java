package dev.setpoint.simulation;

import java.time.Duration;
import java.util.List;

/**
 * What may go wrong with one call, drawn with odds that differ from story to story, so that some
 * meet one kind of trouble often.
 */
final class Faults {
  /** What becomes of a call that writes. */
  enum Fate {
    FINE,
    /** It fails and nothing was done, but nobody can tell. */
    UNDONE,
    /** It was done, but the answer is lost. */
    ANSWER_LOST,
    /** The answer is lost, and it is done later. */
    LATER,
    /** The pass dies, and it is done all the same. */
    CRASH_AFTER,
    /** The pass dies, and it is done later. */
    CRASH_LATER,
    REFUSED,
    LIMITED,
    /** GitHub does it twice. */
    TWICE,
    TWICE_AND_LOST
  }

  private static final int[] OFF_OR = {0, 0, 8, 30, 80};

  private final Choices choices;
  private final World world;
  private final int read;
  private final int lost;
  private final int crash;
  private final int refuse;
  private final int twice;
  private final int stale;
  private final int killed;
  private boolean over;

  Faults(Choices choices, World world) {
    this.choices = choices;
    this.world = world;
    this.read = odds("faults: reads");
    this.lost = odds("faults: lost");
    this.crash = odds("faults: crash");
    this.refuse = odds("faults: refuse");
    this.twice = odds("faults: twice");
    this.stale = odds("faults: stale") * 4;
    this.killed = odds("faults: killed") / 4;
  }

  private int odds(String about) {
    return OFF_OR[choices.pick(about, OFF_OR.length)];
  }

  /** From now on nothing fails. */
  void stop() {
    over = true;
  }

  boolean readFails() {
    return !over && choices.chance("read fails", read);
  }

  /** Whether the pass is killed here. */
  boolean kills() {
    return !over && choices.chance("killed", killed);
  }

  Fate fate(boolean creates, boolean mayDouble) {
    if (over) {
      return Fate.FINE;
    }
    int index =
        choices.weighted(
            creates ? "fate of a creation" : "fate of a write",
            1000,
            lost,
            lost,
            lost,
            crash,
            crash,
            creates ? refuse : refuse / 8,
            creates ? refuse : 0,
            mayDouble ? twice : 0,
            mayDouble ? twice : 0);
    return List.of(Fate.values()).get(index);
  }

  /** The moment that a list shows. */
  long shown() {
    if (over || !choices.chance("stale list", stale)) {
      return world.clock.moment();
    }
    long oldest = world.timingHolds ? world.clock.moment(Duration.ofMinutes(8)) : 0;
    long span = world.clock.moment() - oldest;
    if (span > 0) {
      world.tally.staleReads++;
    }
    return world.clock.moment() - choices.pick("how stale", (int) Math.min(span, 1000) + 1);
  }

  /** Which one of several. */
  int any(int bound) {
    return choices.pick("any", bound);
  }

  int refusal() {
    return new int[] {422, 403, 404, 410, 400, 401}[choices.pick("refusal", 6)];
  }
}
