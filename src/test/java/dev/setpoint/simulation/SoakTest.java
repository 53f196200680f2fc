package dev.setpoint.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The stories of the simulation for as long as one likes: {@code -Psoak -Dsoak.minutes=N}. A story
 * that fails is written down, and the others go on, so that one rare fault does not hide the next.
 */
@Tag("soak")
class SoakTest {
  private static final int MOST_FAILURES = 20;
  private static final long TOLD = TimeUnit.MINUTES.toNanos(5);

  @Test
  void nothingHappensTwiceForHours() {
    long minutes = Long.getLong("soak.minutes", 60);
    long from = Long.getLong("sim.from", 1_000_000);
    long began = System.nanoTime();
    long deadline = began + TimeUnit.MINUTES.toNanos(minutes);
    Campaign campaign = new Campaign(Mutant.NONE);
    Tally tally = new Tally();
    List<String> failures = new ArrayList<>();
    while (System.nanoTime() < deadline && failures.size() < MOST_FAILURES) {
      long until = Math.min(deadline, System.nanoTime() + TOLD);
      Campaign.Result result = campaign.until(from + tally.seeds, Long.MAX_VALUE / 2, until);
      tally.add(result.tally());
      if (result.seed() >= 0) {
        failures.add("seed " + result.seed() + ": " + result.what());
      }
      System.out.println(
          TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - began) + " minutes: " + tally);
      failures.forEach(System.out::println);
    }
    assertThat(failures).isEmpty();
  }
}
