package dev.setpoint.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.diff.Diff;
import dev.setpoint.sync.PlanBranch;
import dev.setpoint.sync.Sync;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where somebody else is faster, sync looks again, and gives up after five tries. */
class SyncTriesTest {
  private static final Path WORLD =
      Path.of("src/test/resources/scenarios/a-completed-issue-is-done-and-the-next-step-starts");

  private final List<String> said = new ArrayList<>();
  private int races;

  @Test
  void aLostRaceIsFollowedByAPauseAndANewLook() throws IOException {
    races = 2;

    write();

    assertThat(said).containsExactly("push", "pause 1", "look", "push", "pause 2", "look", "push");
  }

  @Test
  void fiveLostRacesAreForTheNextPass() {
    races = 100;

    assertThatThrownBy(this::write).isInstanceOf(IOException.class).hasMessageContaining("5 times");
    assertThat(said).filteredOn("push"::equals).hasSize(5);
  }

  private void write() throws IOException {
    Scenario scenario = Scenario.in(WORLD);
    Sync.Observed observed =
        new Sync.Observed(
            scenario.snapshot(), Diff.between(scenario.snapshot(), scenario.wishes()));
    PlanBranch branch =
        (parent, edits, message, outcomes) -> {
          said.add("push");
          assertThat(parent).isEqualTo(scenario.snapshot().tip().commit());
          return races-- > 0
              ? new PlanBranch.Pushed.Raced()
              : new PlanBranch.Pushed.Done(Optional.empty());
        };
    Sync.Again again =
        () -> {
          said.add("look");
          return observed;
        };
    Sync.write(observed, branch, again, attempt -> said.add("pause " + attempt));
  }
}
