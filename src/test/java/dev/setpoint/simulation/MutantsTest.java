package dev.setpoint.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The simulation finds each way in which the protocol could have been built wrong, within a minute
 * of two processors: what other programs take of them does not count.
 */
class MutantsTest {
  private static final long PROCESSOR_TIME = TimeUnit.MINUTES.toNanos(2);
  private static final long AT_A_TIME = TimeUnit.SECONDS.toNanos(10);
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void everyMutantIsFound(Mutant mutant) {
    long begin = SYSTEM.getProcessCpuTime();
    long stories = 0;
    String found = "";
    while (found.isEmpty() && SYSTEM.getProcessCpuTime() - begin < PROCESSOR_TIME) {
      Campaign.Result result =
          new Campaign(mutant).until(stories, Long.MAX_VALUE / 2, System.nanoTime() + AT_A_TIME);
      stories += result.tally().seeds;
      found = result.what();
    }
    System.out.printf(
        "%s: %s, after %d stories and %.1f s of processor time%n",
        mutant, found, stories, (SYSTEM.getProcessCpuTime() - begin) / 1e9);
    assertThat(found).isNotEmpty();
  }
}
