package dev.setpoint.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Many stories, each from its seed; one that fails is told in short. {@code -Dsim.seed=N} plays one
 * again.
 */
class SimulationTest {
  @Test
  void nothingHappensTwiceAndNothingIsLost() {
    long one = Long.getLong("sim.seed", -1);
    long from = one >= 0 ? one : Long.getLong("sim.from", 0);
    long count = one >= 0 ? 1 : Long.getLong("sim.seeds", 2_000);
    Campaign campaign = new Campaign(Mutant.NONE);
    Campaign.Result result = campaign.seeds(from, count, Long.MAX_VALUE);
    System.out.println(result.tally());
    assertThat(result.report()).isEmpty();
  }
}
