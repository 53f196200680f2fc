package dev.setpoint.simulation;

import dev.setpoint.job.JobLink;
import dev.setpoint.job.Wish;
import dev.setpoint.read.Tip;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One pass, while it runs: what it has read, where it waits, whether it is to die. */
final class Actor {
  /** Which of the commands it is. */
  enum Kind {
    RECONCILE,
    EXECUTE,
    SYNC
  }

  /** How a process ends that is killed: no code of the pass may catch it. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash() {
      super("killed", null, false, false);
    }
  }

  final int number;
  final Kind kind;
  final List<Wish> wishes;
  Optional<Tip> fetched = Optional.empty();
  Optional<Instant> date = Optional.empty();
  boolean probed;
  boolean killed;
  boolean trouble;
  int commits;

  /** All that it asked and was told, where that is watched: a pass does the same after the same. */
  final Optional<Digest> history;

  /** Since when it is about to create something, if it is. */
  long postingSince;

  Actor(int number, Kind kind, List<Wish> wishes) {
    this(number, kind, wishes, false);
  }

  Actor(int number, Kind kind, List<Wish> wishes, boolean watched) {
    this.number = number;
    this.kind = kind;
    this.wishes = wishes;
    this.history = watched ? Optional.of(new Digest()) : Optional.empty();
  }

  /** It asks something, or is told something; hands that on. */
  <T> T learns(T what) {
    history.ifPresent(h -> h.add(what instanceof Tip tip ? tip.commit() + " " + tip.refs() : what));
    return what;
  }

  boolean names(JobLink job) {
    return wishes.stream().anyMatch(w -> w instanceof Wish.Bind b && b.job().id().equals(job.id()));
  }

  @Override
  public String toString() {
    return "pass " + number;
  }
}
