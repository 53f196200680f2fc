package dev.setpoint.demo.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a pass may be killed. Each is a place between two calls of its ports, or inside one. */
enum Crash {
  AFTER_READ(
      "after reading, before it did anything",
      "It had only looked. Nothing was written anywhere, so nothing is left behind."),
  AFTER_CLAIM(
      "after its claim, before a job was created",
      "A claim is in git, and no job follows it. The next passes cannot know yet whether the"
          + " request was still on its way, so they leave it alone for 20 minutes; then they take"
          + " the claim over."),
  AFTER_CREATE(
      "after a job was created, before the answer arrived",
      "The job exists on GitHub and nobody noted it. The claim in git says that somebody tried, and"
          + " the job carries the claim's nonce: the next pass puts the two together."),
  BEFORE_RECORD(
      "before a claim said which job it led to",
      "The jobs exist, their numbers are lost. The next pass finds them by the nonce that they"
          + " carry."),
  BEFORE_COMMIT(
      "before its commit",
      "Everything is done on GitHub, and the plan does not know it. The next pass looks again and"
          + " writes what it sees."),
  AFTER_COMMIT(
      "after its commit, before it exited",
      "All of it was written already. The next pass finds nothing to do."),
  NOW("right there", "It is gone in the middle of whatever it was doing.");

  private final String where;
  private final String means;

  Crash(String where, String means) {
    this.where = where;
    this.means = means;
  }

  /** For people: {@code before the commit}. */
  String where() {
    return where;
  }

  /** What such a death leaves behind. */
  String means() {
    return means;
  }

  /** As the page names it: {@code before-commit}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Crash> named(String word) {
    return Arrays.stream(values()).filter(c -> c.word().equals(word)).findFirst();
  }
}
