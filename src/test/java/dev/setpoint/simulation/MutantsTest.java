package dev.setpoint.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The simulation finds each way in which the protocol could have been built wrong, within a minute.
 */
class MutantsTest {
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyMutantIsFound(Mutant mutant) {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    Campaign.Result result = new Campaign(mutant).until(0, Long.MAX_VALUE / 2, deadline);
    System.out.println(
        mutant + ": " + result.what() + ", after " + result.tally().seeds + " stories");
    assertThat(result.what()).isNotEmpty();
  }
}
