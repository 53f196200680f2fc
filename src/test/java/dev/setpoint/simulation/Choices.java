package dev.setpoint.simulation;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Every decision of chance in one story, by the name of what it decides about. Zero is always the
 * calm choice, so that a failing story shrinks by turning decisions into zeros; streams of their
 * own keep the decisions about one thing in place while those about another are taken out.
 */
final class Choices {
  private final Map<String, Stream> streams = new TreeMap<>();
  private final long seed;
  private final Map<String, int[]> given;
  private final boolean replaying;
  private final Optional<Watcher> watcher;
  private LongSupplier state = () -> 0;

  private Choices(
      long seed, Map<String, int[]> given, boolean replaying, Optional<Watcher> watcher) {
    this.seed = seed;
    this.given = given;
    this.replaying = replaying;
    this.watcher = watcher;
  }

  /** New decisions, the same for the same seed. */
  static Choices of(long seed) {
    return new Choices(seed, Map.of(), false, Optional.empty());
  }

  /** Decisions taken before; the calm choice where they end. */
  static Choices again(Map<String, int[]> taken) {
    return new Choices(0, taken, true, Optional.empty());
  }

  /** The same, under the eyes of somebody who may end the story. */
  static Choices again(Map<String, int[]> taken, Watcher watcher) {
    return new Choices(0, taken, true, Optional.of(watcher));
  }

  /** Hears of every decision before it is taken. */
  interface Watcher {
    /**
     * The next decision.
     *
     * @param index of the decision among those about the same
     * @param state what tells the state of the story from others; costs something to find out
     */
    void decides(String about, int index, LongSupplier state);
  }

  boolean isWatched() {
    return watcher.isPresent();
  }

  /** How to tell the state that a decision is taken in. */
  void seeing(LongSupplier how) {
    state = how;
  }

  /** A place where nothing is decided, but where a watcher may recognise the state. */
  void pause(String where) {
    watcher.ifPresent(w -> w.decides(where, 0, state));
  }

  /** One of the first {@code bound} numbers. */
  int pick(String about, int bound) {
    return bound <= 1 ? 0 : stream(about).next(random -> random.nextInt(bound)) % bound;
  }

  /** Whether something happens that happens so many times in a thousand. */
  boolean chance(String about, int permille) {
    return permille > 0
        && stream(about).next(random -> random.nextInt(1000) < permille ? 1 : 0) != 0;
  }

  /** An index into the weights, each as likely as its weight; index 0 is the calm one. */
  int weighted(String about, int... weights) {
    int sum = Arrays.stream(weights).sum();
    int index =
        stream(about)
            .next(
                random -> {
                  int left = random.nextInt(sum);
                  int i = 0;
                  while (left >= weights[i]) {
                    left -= weights[i++];
                  }
                  return i;
                });
    return index % weights.length;
  }

  /** What was decided, for another try. */
  Map<String, int[]> taken() {
    Map<String, int[]> all = new TreeMap<>();
    streams.forEach((name, s) -> all.put(name, Arrays.copyOf(s.taken, s.size)));
    return all;
  }

  private Stream stream(String about) {
    return streams.computeIfAbsent(about, Stream::new);
  }

  private interface Draw {
    int from(SplittableRandom random);
  }

  private final class Stream {
    private final SplittableRandom random;
    private final int[] before;
    private int[] taken = new int[16];
    private int size;

    private final String name;

    Stream(String name) {
      this.name = name;
      this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + name.hashCode());
      this.before = given.getOrDefault(name, new int[0]);
    }

    int next(Draw draw) {
      watcher.ifPresent(w -> w.decides(name, size, state));
      int value = replaying ? (size < before.length ? before[size] : 0) : draw.from(random);
      if (size == taken.length) {
        taken = Arrays.copyOf(taken, size * 2);
      }
      taken[size++] = value;

      return value;
    }
  }
}
