package dev.setpoint.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.diff.Diff;
import dev.setpoint.sync.PlanBranch;
import dev.setpoint.sync.Sync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder of {@code scenarios/} is one sentence about the world: {@code before.md} (the plan
 * when its jobs were started), {@code plan.md} (the plan now; absent: as before), {@code
 * github.json} (claims and jobs), {@code other.md} (a second plan, if any), {@code commands.txt}
 * (what must be done and recorded) and {@code after.md} (the plan after sync). {@code
 * -Dscenarios.write=true} writes the last two anew: read the difference before committing it.
 */
class ScenarioTest {
  private static final Path ROOT = Path.of("src/test/resources/scenarios");

  @TestFactory
  Stream<DynamicTest> everyScenarioLeadsToItsCommandsAndItsPlan() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.filter(Files::isDirectory).sorted().toList().stream()
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)));
    }
  }

  private static void check(Path folder) throws IOException {
    Scenario scenario = Scenario.in(folder);
    Sync.Observed observed =
        new Sync.Observed(
            scenario.snapshot(), Diff.between(scenario.snapshot(), scenario.wishes()));
    StringBuilder commands = new StringBuilder(Told.of(observed.decision()));
    String[] after = {scenario.planText()};
    PlanBranch branch =
        (parent, edits, message, outcomes) -> {
          Optional.ofNullable(edits.get(Scenario.PATH))
              .ifPresent(bytes -> after[0] = Scenario.text(bytes));
          commands.append(Told.of(message, edits, outcomes));
          return new PlanBranch.Pushed.Done(Optional.empty());
        };
    Sync.write(observed, branch, () -> observed, attempt -> {});
    compare(folder.resolve("commands.txt"), commands.toString());
    compare(folder.resolve("after.md"), after[0]);
  }

  private static void compare(Path expected, String actual) throws IOException {
    if (Boolean.getBoolean("scenarios.write")) {
      Files.writeString(expected, actual);
    }
    assertThat(actual).as(expected.toString()).isEqualTo(Files.readString(expected));
  }
}
