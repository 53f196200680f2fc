package dev.setpoint.edge.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.SandboxOptions;
import dev.setpoint.sandbox.world.Comment;
import dev.setpoint.sandbox.world.Run;
import dev.setpoint.sandbox.world.Token;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What wakes the Action, and what it wakes itself. */
class ActionWakingTest {
  private static final String SECRET = "ghs_canary0123456789abcdefABCDEF";
  private static final String PATH = "plans/next.md";
  private static final String PLAN =
      "---\nstatus: approved\n---\n\n# Next\n\n## Steps\n\n### One\n\n### Two\n";

  private final Sandbox github =
      Sandbox.start(SandboxOptions.defaults().withToken(Token.ofActions(SECRET)));

  @BeforeAll
  static void tools() {
    Composite.require("what wakes the Action");
  }

  @BeforeEach
  void aPlan() {
    github.as("alice").pushes("main", PATH, PLAN, "Plan");
  }

  @AfterEach
  void close() {
    github.close();
  }

  @ParameterizedTest
  @CsvSource({
    "push, ''",
    "issues, opened",
    "issue_comment, created",
    "workflow_run, completed",
    "workflow_dispatch, ''",
    "repository_dispatch, ''",
    "schedule, ''"
  })
  void everyEventButAPullRequestReconciles(String event, String action) throws Exception {
    ObjectNode payload =
        event.equals("schedule")
            ? Composite.object().put("schedule", "17 * * * *")
            : Composite.example(event, action);

    Composite.Result result = Composite.action(github, event, payload, Map.of());

    assertThat(result.ok()).as(result.log()).isTrue();
    assertThat(result.problems()).isEmpty();
    assertThat(result.output("jobs-opened")).isEqualTo("1");
    assertThat(result.output("problems")).isEqualTo("0");
    assertThat(result.output("commit"))
        .isEqualTo(github.repo().git().resolve("refs/heads/main").orElseThrow());
    assertThat(new ObjectMapper().readTree(result.output("report")).path("schemaVersion").asInt())
        .isEqualTo(1);
    assertThat(result.summary()).contains("## Setpoint", "One", "```mermaid");
    assertThat(github.repo().issues().all()).hasSize(1);
    assertThat(result.json().toString()).doesNotContain(SECRET);
  }

  @Test
  void aRunThatCallsBackIsWaitedFor() throws Exception {
    github
        .as("alice")
        .pushes(
            "main",
            ".github/workflows/go.yml",
            """
            on: { workflow_dispatch: { inputs: { setpoint: {} } } }
            jobs: { go: { runs-on: x, steps: [{ run: x }] } }
            """,
            "Go");
    github
        .as("alice")
        .pushes("main", PATH, PLAN.replace("### One\n", "### One\n\n- workflow: go.yml\n"), "Go");
    Composite.action(github, "push", Composite.example("push", ""), Map.of());
    Run run = github.repo().runs().all().getFirst();
    github.repo().runs().start(run.id());
    CompletableFuture<?> ending =
        CompletableFuture.runAsync(
            () -> github.repo().runs().complete(run.id(), "success"),
            CompletableFuture.delayedExecutor(4, TimeUnit.SECONDS));
    ObjectNode callback = Composite.object();
    callback.putObject("inputs").put("run", Long.toString(run.id()));

    Composite.Result result = Composite.action(github, "workflow_dispatch", callback, Map.of());

    ending.get(10, TimeUnit.SECONDS);
    assertThat(result.output("steps-done")).as(result.log()).isEqualTo("1");
    assertThat(result.output("jobs-opened")).isEqualTo("1");
  }

  @Test
  void anEventLeadsToACommandThatNoListShows() throws Exception {
    Composite.action(github, "push", Composite.example("push", ""), Map.of());
    int step = github.repo().issues().all().getFirst().number();
    github.as("alice").closes(step);
    Composite.action(github, "push", Composite.example("push", ""), Map.of());
    Comment said = github.as("bob").comments(step, "/why\n\nIt has been two days.");
    ObjectNode payload = Composite.example("issue_comment", "created");
    payload.withObject("/issue").put("number", step);
    payload.withObject("/comment").put("body", said.body()).put("id", said.id());

    Composite.Result result = Composite.action(github, "issue_comment", payload, Map.of());

    assertThat(result.ok()).as(result.log()).isTrue();
    assertThat(result.log()).contains("answered /why in #" + step);
  }

  @Test
  void whatAnHoursRateLeavesIsLeftToTheSweep() throws Exception {
    github.as("alice").pushes("main", PATH, PLAN + "\n### Three\n\n- needs: nothing\n", "More");
    github
        .as("alice")
        .pushes("main", ".github/workflows/setpoint.yml", "on: workflow_dispatch\n", "Setpoint");
    github.world().rates().limitCreations(500, 2); // the label and one issue

    Composite.Result result =
        Composite.action(github, "push", Composite.example("push", ""), Map.of());

    assertThat(result.log()).contains("put off", "work is left for the next sweep");
    assertThat(result.output("jobs-opened")).isEqualTo("1");
    assertThat(github.repo().issues().all()).hasSize(1);
    assertThat(github.repo().runs().all()).isEmpty();
  }
}
