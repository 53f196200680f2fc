package dev.setpoint.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.process.Program.Left;
import dev.setpoint.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar that the Action runs is built once more for a quick start (the antrun plugin in {@code
 * pom.xml}): it links nothing of its own when first met, and lacks nothing that a command needs.
 */
@Timeout(300)
@DisabledIfSystemProperty(
    named = "linked.skip",
    matches = "true",
    disabledReason = "setpoint.jar was built without it")
class LinkedIT {
  private static final String PLAN =
      """
      ---
      status: approved
      ---
      # Ship

      ## Steps

      ### Ask

      - assign: @alice

      ### Tell

      - needs: ask
      """;

  @TempDir Path directory;

  @Test
  void everyCommandRunsAndNoneLinksALambdaOfItsOwn() throws IOException, InterruptedException {
    try (Sandbox github = Sandbox.start()) {
      github.as("carol").pushes("main", "plans/ship.md", PLAN, "Plan");
      assertThat(runs(github, "reconcile", "--verbose")).contains("Ask");
      github.as("alice").closes(1);
      assertThat(runs(github, "execute")).contains("Tell");
      assertThat(runs(github, "sync", "--json")).contains("\"schemaVersion\"");
      assertThat(runs(github, "status")).contains("Tell");
      assertThat(runs(github, "diff")).contains("nothing to do");
      assertThat(runs(github, "why", "ship/tell")).contains("Tell");
      assertThat(runs(github, "check")).contains("no problems");
      assertThat(runs(github, "graph", "ship")).contains("Ask");
    }
  }

  private String runs(Sandbox github, String... arguments)
      throws IOException, InterruptedException {
    Path loaded = Files.createTempFile(directory, "loaded", ".txt");
    Map<String, String> logging =
        Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + loaded + "::filecount=0");
    Left left;
    try (Program program = Program.start(Program.JAR, github, logging, List.of(arguments))) {
      left = program.end();
    }
    assertThat(left.exit()).as("%s: %s", List.of(arguments), left.err()).isZero();
    List<String> linked =
        Files.readAllLines(loaded).stream()
            .filter(line -> line.matches(".*\\bdev\\.setpoint\\.\\S*\\$\\$(Lambda|TypeSwitch)/.*"))
            .toList();
    assertThat(linked).isEmpty();
    return left.out();
  }
}
