package dev.setpoint.edge.server.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When to look again.
 *
 * @param sweep how often every repository is looked at though nobody wakes it
 * @param gap the least time between two passes of one repository, so that one that is woken all the
 *     time leaves room for the others
 * @param heartbeat how often a running pass says that it lives; after four that are missing another
 *     process takes over
 */
public record Rhythm(Duration sweep, Duration gap, Duration heartbeat) {
  /** The usual: every ten minutes, a second apart, every five seconds. */
  public static final Rhythm USUAL =
      new Rhythm(Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofSeconds(5));

  private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 10;

  /** The next sweep: a tenth earlier or later, so that repositories do not march in step. */
  Instant sweepAfter(Instant now) {
    return now.plus(spread(sweep));
  }

  Instant gapAfter(Instant now) {
    return now.plus(gap);
  }

  /** After so many failures in a row: 10 s, 20 s, 40 s … up to the sweep. */
  Instant retryAfter(Instant now, int failures) {
    Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    return now.plus(spread(wait.compareTo(sweep) > 0 ? sweep : wait));
  }

  private static Duration spread(Duration about) {
    double factor = 0.9 + 0.2 * RandomGenerator.getDefault().nextDouble();
    return Duration.ofMillis((long) (about.toMillis() * factor));
  }

  /** Nothing is left to do. */
  public Outcome settled(Outcome.Word word, Instant now, int requests, String report) {
    return new Outcome(word, true, gapAfter(now), sweepAfter(now), "", requests, report);
  }

  /**
   * Nothing is left to do before something happens, or before that much time has passed: told as a
   * duration, because GitHub's clock and ours differ.
   */
  public Outcome settled(
      Outcome.Word word, Instant now, int requests, String report, Duration rest) {
    Instant then = now.plus(rest.compareTo(gap) < 0 ? gap : rest);
    Outcome swept = settled(word, now, requests, report);
    return then.isBefore(swept.next()) ? swept.again(then) : swept;
  }

  /** Work is left that the next pass may do. */
  public Outcome continues(Instant now, int requests, String report) {
    return new Outcome(
        Outcome.Word.CONTINUES, true, gapAfter(now), gapAfter(now), "", requests, report);
  }

  /** It failed; a wake-up may try again a little earlier than the clock, but not at once. */
  public Outcome failed(Instant now, int failuresBefore, String failure, int requests) {
    Instant next = retryAfter(now, failuresBefore);
    Instant soon = now.plus(FIRST_RETRY);
    return new Outcome(
        Outcome.Word.FAILED, false, next.isBefore(soon) ? next : soon, next, failure, requests, "");
  }

  /** Not before the reset, whoever knocks; those that wait for it do not all come at once. */
  public Outcome limited(Instant now, Instant reset, String why, int requests) {
    Instant then = (reset.isAfter(now) ? reset : now).plus(spread(Duration.ofSeconds(5)));
    return new Outcome(Outcome.Word.LIMITED, false, then, then, why, requests, "");
  }

  Outcome suspended(Instant now) {
    Instant next = sweepAfter(now);
    return new Outcome(Outcome.Word.SUSPENDED, true, next, next, "", 0, "");
  }

  Outcome lost(Instant now, String why) {
    Instant next = gapAfter(now);
    return new Outcome(Outcome.Word.LOST, false, next, next, why, 0, "");
  }
}
