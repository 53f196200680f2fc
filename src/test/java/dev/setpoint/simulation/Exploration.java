package dev.setpoint.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * A walk through all schedules of a story. Each is played from its beginning, and left where it
 * comes to a state that another has been in before: what can follow is known.
 */
final class Exploration {
  private final String free;
  private final Map<String, Integer> troubles;

  /** How many troubles might still come where each state was left, at the most. */
  private final Map<Long, Integer> seen = new HashMap<>();

  private long schedules;

  /** Ends a story that has come to a known state. */
  private static final class Known extends Error {
    private static final long serialVersionUID = 1;

    Known() {
      super("known", null, false, false);
    }
  }

  /** A decision that was taken calmly, and may be taken otherwise. */
  private record Fork(String about, int index, int others) {}

  /**
   * @param free what may be decided otherwise any number of times
   * @param troubles what may be decided otherwise a few times, to how many other choices
   */
  Exploration(String free, Map<String, Integer> troubles) {
    this.free = free;
    this.troubles = troubles;
  }

  /** Every schedule of that story with so many troubles. */
  void from(Map<String, int[]> story, int left) {
    go(story, new Fork("", 0, 0), left);
  }

  /** What it explores, in words. */
  String of(int left) {
    return (free.isEmpty() ? "" : "every interleaving, ") + left + " of " + troubles.keySet();
  }

  int states() {
    return seen.size();
  }

  long schedules() {
    return schedules;
  }

  private void go(Map<String, int[]> given, Fork last, int left) {
    for (Fork fork : play(given, last, left)) {
      int cost = fork.about().equals(free) ? 0 : 1;
      for (int other = 1; cost <= left && other <= fork.others(); other++) {
        go(departing(given, fork, other), fork, left - cost);
      }
    }
  }

  /** Plays a schedule; the forks after the last known one, up to a known state. */
  private List<Fork> play(Map<String, int[]> given, Fork last, int left) {
    List<Fork> forks = new ArrayList<>();
    boolean[] news = {last.others() == 0};
    Choices.Watcher watcher =
        (about, index, state) -> {
          if (news[0]) {
            look(about, index, state, left, forks);
          }
          news[0] |= about.equals(last.about()) && index == last.index();
        };
    Simulation.Outcome outcome =
        Campaign.onVirtualThread(
            () -> Simulation.play(Choices.again(given, watcher), Mutant.NONE, false));
    schedules++;
    if (outcome.found().filter(f -> !isKnown(f)).isPresent()) {
      Simulation.Outcome told =
          Campaign.onVirtualThread(() -> Simulation.play(Choices.again(given), Mutant.NONE, true));
      throw new AssertionError(Shrinker.tell(-1, outcome, told), outcome.found().get());
    }
    return forks;
  }

  private void look(String about, int index, LongSupplier state, int left, List<Fork> forks) {
    boolean place = about.equals("between moves") || about.equals("quiet");
    int others = about.equals(free) ? 1 : troubles.getOrDefault(about, 0);
    if (place || others > 0) {
      long here = new Digest().add(about).add(state.getAsLong()).value();
      if (seen.getOrDefault(here, -1) >= left) {
        throw new Known();
      }
      seen.put(here, left);
      forks.add(new Fork(about, index, others));
    }
  }

  private static boolean isKnown(Throwable found) {
    return found instanceof Known || found.getCause() instanceof Known;
  }

  private static Map<String, int[]> departing(Map<String, int[]> given, Fork fork, int choice) {
    Map<String, int[]> next = new TreeMap<>(given);
    int[] before = given.getOrDefault(fork.about(), new int[0]);
    int[] is = Arrays.copyOf(before, Math.max(before.length, fork.index() + 1));
    is[fork.index()] = choice;
    next.put(fork.about(), is);
    return next;
  }
}
