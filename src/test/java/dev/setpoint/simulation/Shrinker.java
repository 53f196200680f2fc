package dev.setpoint.simulation;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a failing story smaller: takes decisions back to the calm choice for as long as the same
 * invariant breaks.
 */
final class Shrinker {
  private static final long MOST_NANOS = 30_000_000_000L;

  private final Mutant mutant;
  private final String what;
  private Simulation.Outcome best;
  private final long deadline = System.nanoTime() + MOST_NANOS;

  private Shrinker(Simulation.Outcome outcome, Mutant mutant) {
    this.best = outcome;
    this.mutant = mutant;
    this.what = outcome.what();
  }

  static Simulation.Outcome shrink(Simulation.Outcome outcome, Mutant mutant) {
    Shrinker shrinker = new Shrinker(outcome, mutant);
    boolean smaller = true;
    while (smaller && !shrinker.isLate()) {
      smaller = shrinker.round();
    }
    return Simulation.play(Choices.again(shrinker.best.choices()), mutant, true);
  }

  private boolean isLate() {
    return System.nanoTime() > deadline;
  }

  private boolean round() {
    boolean smaller = false;
    // What was drawn once is a setting, and switches off a whole kind of trouble.
    List<String> names = new ArrayList<>(best.choices().keySet());
    names.sort(Comparator.comparingInt(n -> now(n).length));
    for (String name : names) {
      smaller |= cut(name);
      for (int size = now(name).length; size > 0; size /= 2) {
        smaller |= calm(name, size);
      }
      smaller |= lower(name);
    }
    return smaller;
  }

  /** Shorter streams: what is missing is calm. */
  private boolean cut(String name) {
    boolean smaller = false;
    for (int keep = 0; keep < now(name).length; keep = Math.max(1, keep * 2)) {
      int[] was = now(name);
      if (Arrays.stream(was, keep, was.length).anyMatch(v -> v != 0)
          && holds(name, Arrays.copyOf(was, keep))) {
        smaller = true;
        break;
      }
    }
    return smaller;
  }

  private boolean calm(String name, int size) {
    boolean smaller = false;
    for (int at = 0; at < now(name).length; at += size) {
      int[] is = now(name).clone();
      int end = Math.min(is.length, at + size);
      if (Arrays.stream(is, at, end).anyMatch(v -> v != 0)) {
        Arrays.fill(is, at, end, 0);
        smaller |= holds(name, is);
      }
    }
    return smaller;
  }

  private boolean lower(String name) {
    boolean smaller = false;
    for (int at = 0; at < now(name).length; at++) {
      for (int instead : new int[] {1, now(name)[at] / 2, now(name)[at] - 1}) {
        if (instead > 0 && instead < now(name)[at]) {
          int[] is = now(name).clone();
          is[at] = instead;
          smaller |= holds(name, is);
        }
      }
    }
    return smaller;
  }

  private int[] now(String name) {
    return best.choices().getOrDefault(name, new int[0]);
  }

  private boolean holds(String name, int[] instead) {
    if (isLate()) {
      return false;
    }
    Map<String, int[]> choices = new TreeMap<>(best.choices());
    choices.put(name, instead);
    Simulation.Outcome outcome = Simulation.play(Choices.again(choices), mutant, false);
    if (outcome.what().equals(what) && weight(outcome) < weight(best)) {
      best = outcome;
      return true;
    }
    return false;
  }

  /** How much is not calm in a story. */
  private static long weight(Simulation.Outcome outcome) {
    long weight = 0;
    for (int[] stream : outcome.choices().values()) {
      for (int value : stream) {
        weight += value == 0 ? 0 : 1000 + value;
      }
      weight += stream.length;
    }
    return weight;
  }

  /** A failing story for people. */
  static String tell(long seed, Simulation.Outcome outcome, Simulation.Outcome small) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.printf(
        "seed %d breaks an invariant; shrunk from %,d to %,d:%n",
        seed, weight(outcome), weight(small));
    small.log().forEach(out::println);
    Throwable found = small.found().or(outcome::found).orElseThrow();
    out.println("→ " + found);
    found.printStackTrace(out);
    return text.toString();
  }
}
