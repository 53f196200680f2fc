package dev.setpoint.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.setpoint.plan.Settings;
import dev.setpoint.setup.Starter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What GitHub's own parser says of the actions and workflows here. It comes from npm: without node,
 * npm or a network these tests are skipped, and say so; {@code SETPOINT_LINT=required} in the
 * environment makes that a failure.
 */
class WorkflowLintTest {
  private static final int UNAVAILABLE = 75;

  /** Why the first test was skipped: the others need not wait for the network again. */
  private static final AtomicReference<String> UNAVAILABLE_FOR = new AtomicReference<>("");

  @TempDir private Path dir;

  @Test
  void gitHubTakesEveryActionAndWorkflowOfThisRepository() throws IOException {
    Command lint = lint(RepositoryFiles.actionsAndWorkflows());

    assertThat(lint.code()).as(lint.said()).isZero();
    assertThat(lint.said()).contains("files are good");
  }

  @Test
  void gitHubTakesTheWorkflowsThatInitOffersToOthers() throws IOException {
    Path runs =
        write("setpoint.yml", Starter.workflow(List.of("plans/**/*.md", "a\"b"), Settings.NONE));
    Path takesPart = write("deploy.yml", Starter.stepWorkflow());

    Command lint = lint(List.of(runs, takesPart));

    assertThat(lint.code()).as(lint.said()).isZero();
  }

  @Test
  void anUnknownEventIsFound() throws IOException {
    assertThat(complaintsAbout("w.yml", workflow("pul_request:", "echo")))
        .contains("w.yml (Line: 2, Col: 3): Unexpected value 'pul_request'");
  }

  @Test
  void anExpressionThatEndsTooEarlyIsFound() throws IOException {
    assertThat(complaintsAbout("w.yml", workflow("push:", "echo ${{ github. }}")))
        .contains("(Line: 7, Col: 14): Unexpected symbol");
  }

  @Test
  void aContextThatDoesNotExistIsFound() throws IOException {
    assertThat(complaintsAbout("w.yml", workflow("push:", "echo ${{ secret.key }}")))
        .contains("Unrecognized named-value: 'secret'");
  }

  @Test
  void aJobThatNeedsNobodyIsFound() throws IOException {
    String text = workflow("push:", "echo").replace("    steps:", "    needs: nobody\n    steps:");

    assertThat(complaintsAbout("w.yml", text)).contains("nobody");
  }

  @Test
  void anActionWithoutStepsIsFound() throws IOException {
    assertThat(complaintsAbout("action.yml", "name: a\ndescription: b\nruns: { using: composite }"))
        .contains("steps");
  }

  @Test
  void anActionIsNotTakenForAWorkflow() throws IOException {
    Path action =
        write("action.yml", "name: a\ndescription: b\nruns: { using: composite, steps: [] }");

    Command lint = lint(List.of(action));

    assertThat(lint.code()).as(lint.said()).isZero();
  }

  private static String workflow(String event, String run) {
    return """
    on:
      EVENT
    jobs:
      go:
        runs-on: ubuntu-latest
        steps:
          - run: RUN
    """
        .replace("EVENT", event)
        .replace("RUN", run);
  }

  private String complaintsAbout(String name, String text) throws IOException {
    Command lint = lint(List.of(write(name, text)));
    assertThat(lint.code()).as(lint.said()).isEqualTo(1);
    return lint.said();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  private static Command lint(List<Path> files) throws IOException {
    List<String> words = new ArrayList<>(List.of("node", "src/test/lint/lint.mjs"));
    files.forEach(file -> words.add(file.toString()));
    if (!UNAVAILABLE_FOR.get().isEmpty()) {
      skip(UNAVAILABLE_FOR.get());
    }
    Command lint;
    try {
      lint = Command.run(Path.of("").toAbsolutePath(), words);
    } catch (IOException e) {
      lint = new Command(UNAVAILABLE, "node cannot be run: " + e.getMessage());
    }
    if (lint.code() == UNAVAILABLE) {
      UNAVAILABLE_FOR.set(lint.said().strip());
      skip(UNAVAILABLE_FOR.get());
    }
    return lint;
  }

  private static void skip(String why) {
    String words = "NOT CHECKED: what GitHub's parser says of action.yml and workflows. " + why;
    System.out.println(words);
    if ("required".equals(System.getenv("SETPOINT_LINT"))) {
      fail(words);
    }
    Assumptions.abort(words);
  }
}
