package dev.setpoint.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Plays many stories, on as many threads as there are processors, until one fails or time is up.
 */
final class Campaign {
  /**
   * What came of it.
   *
   * @param report the first failing story told in short; empty when all went well
   * @param seed of that story
   * @param what the invariant it broke
   */
  record Result(Tally tally, String report, long seed, String what) {}

  private final Mutant mutant;

  Campaign(Mutant mutant) {
    this.mutant = mutant;
  }

  /** Plays the stories of these seeds; the first that fails is shrunk and told. */
  Result seeds(long from, long count, long deadline) {
    Result result = until(from, count, deadline);
    if (result.seed() < 0) {
      return result;
    }
    long seed = result.seed();
    Simulation.Outcome outcome =
        onVirtualThread(() -> Simulation.play(Choices.of(seed), mutant, false));
    Simulation.Outcome small = onVirtualThread(() -> Shrinker.shrink(outcome, mutant));
    return new Result(result.tally(), Shrinker.tell(seed, outcome, small), seed, outcome.what());
  }

  /**
   * Plays the stories of these seeds until one fails, or the nanosecond clock says that it is
   * enough.
   */
  Result until(long from, long count, long deadline) {
    AtomicLong next = new AtomicLong(from);
    AtomicReference<Optional<Long>> failing = new AtomicReference<>(Optional.empty());
    Tally tally = new Tally();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (failing.get().isEmpty() && System.nanoTime() < deadline) {
                      long seed = next.getAndIncrement();
                      if (seed >= from + count) {
                        return;
                      }
                      Simulation.Outcome outcome = Simulation.play(Choices.of(seed), mutant, false);
                      synchronized (tally) {
                        tally.add(outcome.tally());
                      }
                      if (outcome.found().isPresent()) {
                        failing.compareAndSet(Optional.empty(), Optional.of(seed));
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      join(thread);
    }
    if (failing.get().isEmpty()) {
      return new Result(tally, "", -1, "");
    }
    long seed = failing.get().get();
    return new Result(
        tally,
        "",
        seed,
        onVirtualThread(() -> Simulation.play(Choices.of(seed), mutant, false)).what());
  }

  /** Something that plays. */
  interface Play {
    Simulation.Outcome play();
  }

  static Simulation.Outcome onVirtualThread(Play play) {
    AtomicReference<Optional<Simulation.Outcome>> outcome = new AtomicReference<>(Optional.empty());
    join(Thread.ofVirtual().start(() -> outcome.set(Optional.of(play.play()))));
    return outcome.get().orElseThrow(() -> new IllegalStateException("the story did not end"));
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
