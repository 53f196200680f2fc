package dev.setpoint.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many processes at once, and a person who pushes between them. */
class CrowdIT {
  @TempDir private Path folder;

  @BeforeEach
  void needsGit() throws InterruptedException {
    try {
      new ProcessBuilder("git", "--version").start().waitFor();
    } catch (IOException e) {
      Assumptions.abort("SKIPPED: there is no git here for a person to push with");
    }
  }

  @Test
  void twoProcessesAndAPersonDoNotDisturbEachOther() throws Exception {
    assertInOrder(loop(2, Duration.ofSeconds(5)));
  }

  @Test
  @Tag("campaign")
  void eightProcessesAndAPersonForAMinute() throws Exception {
    Crowd.Outcome outcome = loop(8, Duration.ofSeconds(60));
    assertInOrder(outcome);
    assertThat(outcome.slowestMillis()).isLessThan(30_000);
    assertThat(outcome.statuses()).isGreaterThan(10);
  }

  private Crowd.Outcome loop(int processes, Duration time) throws Exception {
    try (Crowd crowd = new Crowd(folder)) {
      Crowd.Outcome outcome = crowd.loop(processes, time);
      System.out.printf("%d processes for %d s: %s%n", processes, time.toSeconds(), outcome);
      return outcome;
    }
  }

  private static void assertInOrder(Crowd.Outcome outcome) {
    assertThat(outcome.odd()).isEmpty();
    assertThat(outcome.lost()).isZero();
    assertThat(outcome.unaccounted()).isZero();
    assertThat(outcome.doubles()).isZero();
    assertThat(outcome.unseen()).isZero();
  }
}
