package dev.setpoint.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The stories of the simulation for as long as one likes: {@code -Psoak -Dsoak.minutes=N}. */
@Tag("soak")
class SoakTest {
  @Test
  void nothingHappensTwiceForHours() {
    long minutes = Long.getLong("soak.minutes", 60);
    long from = Long.getLong("sim.from", 1_000_000);
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
    Campaign.Result result = new Campaign(Mutant.NONE).seeds(from, Long.MAX_VALUE / 2, deadline);
    System.out.println(minutes + " minutes: " + result.tally());
    assertThat(result.report()).isEmpty();
  }
}
