package dev.setpoint.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.diff.Decision;
import dev.setpoint.diff.Diff;
import dev.setpoint.read.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** In every scenario: until the moment that a decision names, time alone changes nothing. */
class AheadTest {
  private static final Path ROOT = Path.of("src/test/resources/scenarios");

  @TestFactory
  Stream<DynamicTest> nothingComesOfTimeBeforeTheMomentThatIsNamed() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.filter(Files::isDirectory).sorted().toList().stream()
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> untilNext(f)));
    }
  }

  private static void untilNext(Path folder) throws IOException {
    Scenario scenario = Scenario.in(folder);
    Instant now = scenario.snapshot().now();
    Decision decision = Diff.between(scenario.snapshot(), scenario.wishes());
    for (int minutes : new int[] {1, 5, 19, 21, 59, 180, 1440, 4320, 14_400, 60_000}) {
      Instant then = now.plus(Duration.ofMinutes(minutes));
      if (decision.next().filter(n -> !n.isAfter(then)).isPresent()) {
        return;
      }
      Decision later = Diff.between(at(scenario.snapshot(), then), scenario.wishes());
      assertThat(Told.of(later)).as("after %d min", minutes).isEqualTo(Told.of(decision));
    }
  }

  @Test
  void itIsTheEndOfAWait() throws IOException {
    assertComes("a-wait-begins-when-the-step-before-it-was-done", "2026-03-08T18:00:00Z");
  }

  @Test
  void itIsTheGraceOfAClaim() throws IOException {
    Scenario scenario = Scenario.in(ROOT.resolve("a-young-claim-without-evidence-is-left-alone"));
    assertThat(Diff.between(scenario.snapshot(), scenario.wishes()).next()).isPresent();
  }

  @Test
  void itIsTheDayOnWhichAStepIsDue() throws IOException {
    Scenario scenario = Scenario.in(ROOT.resolve("a-step-shows-when-it-is-due"));
    Optional<Instant> next = Diff.between(scenario.snapshot(), scenario.wishes()).next();
    Decision then = Diff.between(at(scenario.snapshot(), next.orElseThrow()), scenario.wishes());
    assertThat(Told.of(then)).contains("overdue");
  }

  @Test
  void itIsTheTimeoutOfARun() throws IOException {
    assertComes("a-run-is-running", "2026-03-07T11:30:00Z");
  }

  @Test
  void whereOnlyAnEventCanHelpThereIsNone() throws IOException {
    Scenario scenario =
        Scenario.in(ROOT.resolve("a-completed-issue-is-done-and-the-next-step-starts"));
    assertThat(Diff.between(scenario.snapshot(), scenario.wishes()).next()).isEmpty();
  }

  private static void assertComes(String folder, String at) throws IOException {
    Scenario scenario = Scenario.in(ROOT.resolve(folder));
    assertThat(Diff.between(scenario.snapshot(), scenario.wishes()).next())
        .contains(Instant.parse(at));
  }

  private static Snapshot at(Snapshot seen, Instant time) {
    return new Snapshot(
        time,
        seen.clockTrusted(),
        seen.tip(),
        seen.settings(),
        seen.plans(),
        seen.workflows(),
        seen.ledger(),
        seen.jobs(),
        seen.outside(),
        seen.problems(),
        seen.webUrl(),
        seen.probing(),
        seen.agentToken());
  }
}
