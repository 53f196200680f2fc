package dev.setpoint.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.edge.cli.Console.Said;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.git.GitStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the README shows is what one gets who does what it says. */
class ReadmeTest {
  private static final String WORKFLOW =
      """
      on: { workflow_dispatch: { inputs: { setpoint: { required: false } } } }
      jobs:
        go: { runs-on: ubuntu-latest, steps: [{ run: echo }] }
      """;

  @Test
  void itsPlanIsDrivenAsItTells() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    try (Sandbox github = Sandbox.start()) {
      github.clock().setTo(Instant.parse("2026-03-03T09:00:00Z"));
      github
          .as("carol")
          .pushes(
              "main",
              List.of(
                  GitStore.Change.write("plans/system-upgrade.md", shown(readme, "You write")),
                  GitStore.Change.write(".github/workflows/migrate.yml", WORKFLOW),
                  GitStore.Change.write(".github/workflows/deploy.yml", WORKFLOW)),
              "Plan the upgrade");
      Console console = Console.of(github);
      pass(console);
      github.as("carol").closes(1);
      pass(console);
      github.clock().setTo(Instant.parse("2026-03-04T09:00:00Z"));
      succeed(github);
      pass(console);

      String asked = shown(readme, "when somebody asks why nothing moves");
      String command = asked.lines().findFirst().orElseThrow();
      Said why = console.run(command.substring("$ setpoint ".length()).split(" "));
      assertThat(asked).isEqualTo(command + "\n" + why.out());

      github.as("alice").closes(2);
      pass(console);
      succeed(github);
      pass(console);
      List<String> log =
          github.repo().git().log("main").stream()
              .map(c -> c.message().lines().findFirst().orElseThrow())
              .filter(subject -> subject.startsWith("system-upgrade: "))
              .toList();
      assertThat(
              shown(readme, "The log tells the story")
                  .lines()
                  .map(line -> line.substring(line.indexOf(' ') + 1)))
          .containsExactlyElementsOf(log);
    }
  }

  private static void pass(Console console) {
    assertThat(console.run("reconcile").code()).isZero();
  }

  private static void succeed(Sandbox github) {
    github.repo().runs().all().stream()
        .filter(run -> !run.isCompleted())
        .forEach(run -> github.repo().runs().complete(run.id(), "success"));
  }

  /** What stands in the next fence. */
  private static String shown(String text, String after) {
    int said = text.indexOf(after);
    assertThat(said).as(after).isNotNegative();
    int from = text.indexOf('\n', text.indexOf("```", said)) + 1;
    return text.substring(from, text.indexOf("\n```\n", from) + 1);
  }
}
