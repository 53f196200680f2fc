package dev.setpoint.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.sandbox.world.AutoRuns;
import dev.setpoint.sandbox.world.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dispatches and runs, with GitHub's words where it refuses. */
class RunsTest {
  private static final String AT = "/repos/shop/app/actions";
  private static final String DEPLOY = AT + "/workflows/deploy.yml/dispatches";

  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withSeed(Seeds.withWorkflows()));
  private final Client bot = new Client(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void aDispatchMakesARunWhoseTitleShowsItsInputs() {
    Client.Answer answer =
        bot.post(
            DEPLOY,
            "{\"ref\":\"main\",\"return_run_details\":true,"
                + "\"inputs\":{\"version\":\"2.0\",\"setpoint\":\"up/deploy/1\"}}");
    assertThat(answer.status()).isEqualTo(200);
    JsonNode run = bot.get(answer.json().path("run_url").asText()).json();
    assertThat(run.path("display_title").asText()).isEqualTo("Deploy 2.0 to staging [up/deploy/1]");
    assertThat(run.path("status").asText()).isEqualTo("queued");
    assertThat(run.path("event").asText()).isEqualTo("workflow_dispatch");
    assertThat(run.path("path").asText()).isEqualTo(".github/workflows/deploy.yml");
    assertThat(sandbox.repo().runs().all().getFirst().inputs())
        .containsEntry("environment", "staging");
  }

  @Test
  void anOlderServerAnswersWithoutDetails() {
    sandbox.world().returnsRunDetails(false);
    String body = "{\"ref\":\"main\",\"return_run_details\":true,\"inputs\":{\"version\":\"2\"}}";
    assertThat(bot.post(DEPLOY, body).status()).isEqualTo(204);
    assertThat(sandbox.repo().runs().all()).hasSize(1);
  }

  @Test
  void aRefusedDispatchSaysWhyAndStartsNothing() {
    assertThat(
            refusal(
                DEPLOY,
                "{\"ref\":\"main\",\"inputs\":{\"version\":\"1\",\"a\":\"1\",\"b\":\"2\"}}"))
        .isEqualTo("422 Unexpected inputs provided: [\"a\", \"b\"]");
    assertThat(refusal(DEPLOY, "{\"ref\":\"main\",\"inputs\":{}}"))
        .isEqualTo("422 Required input 'version' not provided");
    assertThat(refusal(DEPLOY, "{\"ref\":\"nope\",\"inputs\":{\"version\":\"1\"}}"))
        .isEqualTo("422 No ref found for: nope");
    assertThat(
            refusal(
                DEPLOY,
                "{\"ref\":\"main\",\"inputs\":{\"version\":\"1\",\"environment\":\"moon\"}}"))
        .isEqualTo(
            "422 Provided value 'moon' for input 'environment' not in the list of allowed values");
    String ci = AT + "/workflows/ci.yml/dispatches";
    assertThat(refusal(ci, "{\"ref\":\"main\"}"))
        .isEqualTo("422 Workflow does not have 'workflow_dispatch' trigger");
    assertThat(refusal(AT + "/workflows/nope.yml/dispatches", "{\"ref\":\"main\"}"))
        .isEqualTo("404 Not Found");
    StringBuilder many = new StringBuilder("\"version\":\"1\"");
    for (int i = 0; i < 25; i++) {
      many.append(",\"i").append(i).append("\":\"x\"");
    }
    assertThat(refusal(DEPLOY, "{\"ref\":\"main\",\"inputs\":{" + many + "}}")).startsWith("422 ");
    sandbox.repo().workflows().disable("deploy.yml");
    assertThat(refusal(DEPLOY, "{\"ref\":\"main\",\"inputs\":{\"version\":\"1\"}}"))
        .startsWith("422 Cannot trigger");
    assertThat(sandbox.repo().runs().all()).isEmpty();
  }

  @Test
  void theWorkflowIsReadFromTheGivenRefButMustBeKnownOnTheDefaultBranch() {
    sandbox
        .as("bob")
        .pushes("side", ".github/workflows/new.yml", "on: workflow_dispatch\n", "New workflow");
    assertThat(refusal(AT + "/workflows/new.yml/dispatches", "{\"ref\":\"side\"}"))
        .isEqualTo("404 Not Found");
    sandbox.as("bob").pushes("side", ".github/workflows/slow.yml", "on: push\n", "No more by hand");
    assertThat(refusal(AT + "/workflows/slow.yml/dispatches", "{\"ref\":\"side\"}"))
        .isEqualTo("422 Workflow does not have 'workflow_dispatch' trigger");
    assertThat(bot.post(AT + "/workflows/slow.yml/dispatches", "{\"ref\":\"main\"}").status())
        .isEqualTo(204);
  }

  @Test
  void ofAGroupOneRunGoesOneWaitsAndANewerOneEndsTheWaitingOne() {
    long first = slow().id();
    long second = slow().id();
    long third = slow().id();
    assertThat(statusOf(first)).isEqualTo("queued");
    assertThat(statusOf(second)).isEqualTo("completed cancelled");
    assertThat(statusOf(third)).isEqualTo("pending");
    sandbox.repo().runs().start(first);
    sandbox.repo().runs().complete(first, "failure");
    assertThat(statusOf(third)).isEqualTo("queued");
  }

  @Test
  void aRerunKeepsTheIdAndCountsTheAttempt() {
    long id = slow().id();
    String one = AT + "/runs/" + id;
    assertThat(bot.post(one + "/rerun", "").status()).isEqualTo(403);
    sandbox.repo().runs().complete(id, "failure");
    sandbox.clock().advance(Duration.ofHours(1));
    assertThat(bot.post(one + "/rerun", "").status()).isEqualTo(201);
    JsonNode again = bot.get(one).json();
    assertThat(again.path("run_attempt").asInt()).isEqualTo(2);
    assertThat(again.path("status").asText()).isEqualTo("queued");
    assertThat(again.path("conclusion").isNull()).isTrue();
    assertThat(again.path("run_started_at").asText())
        .isGreaterThan(again.path("created_at").asText());
    assertThat(again.path("previous_attempt_url").asText()).endsWith("/attempts/1");
  }

  @Test
  void cancellingAnEndedRunIsAConflictAndASlowOneTakesItsTime() {
    sandbox.repo().runs().slowToCancel(true);
    long id = slow().id();
    sandbox.repo().runs().start(id);
    String one = AT + "/runs/" + id;
    assertThat(bot.post(one + "/cancel", "").status()).isEqualTo(202);
    assertThat(statusOf(id)).isEqualTo("in_progress");
    assertThat(bot.post(one + "/force-cancel", "").status()).isEqualTo(202);
    assertThat(statusOf(id)).isEqualTo("completed cancelled");
    Client.Answer late = bot.post(one + "/cancel", "");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.message()).isEqualTo("Cannot cancel a workflow run that is completed.");
  }

  @Test
  void runsCanFinishByThemselvesAsScripted() {
    AutoRuns script =
        AutoRuns.after(Duration.ofMinutes(2)).script("deploy.yml", List.of("failure", "success"));
    sandbox.repo().runs().finishThemselves(script);
    long failing = deploy().id();
    long fine = deploy().id();
    sandbox.clock().advance(Duration.ofSeconds(70));
    assertThat(bot.get(AT + "/runs/" + failing).json().path("status").asText())
        .isEqualTo("in_progress");
    sandbox.clock().advance(Duration.ofSeconds(70));
    assertThat(bot.get(AT + "/runs/" + failing).json().path("conclusion").asText())
        .isEqualTo("failure");
    assertThat(statusOf(fine)).isEqualTo("completed success");
  }

  @Test
  void runsAreListedNewestFirstAndFiltered() {
    long early = deploy().id();
    sandbox.clock().advance(Duration.ofDays(2));
    long late = deploy().id();
    sandbox.repo().runs().complete(late, "success");
    assertThat(ids(AT + "/runs")).containsExactly(late, early);
    assertThat(ids(AT + "/runs?status=success")).containsExactly(late);
    assertThat(ids(AT + "/runs?status=queued&actor=alice&event=workflow_dispatch&branch=main"))
        .containsExactly(early);
    assertThat(ids(AT + "/runs?event=push")).isEmpty();
    String day = sandbox.clock().instant().toString().substring(0, 10);
    assertThat(ids(AT + "/runs?created=%3E%3D" + day)).containsExactly(late);
    assertThat(ids(AT + "/runs?created=%3C" + day)).containsExactly(early);
    assertThat(ids(AT + "/runs?created=2020-01-01.." + day)).containsExactly(late, early);
    assertThat(ids(AT + "/workflows/slow.yml/runs")).isEmpty();
    sandbox.as("alice").deletesRun(late);
    assertThat(bot.get(AT + "/runs/" + late).status()).isEqualTo(404);
    assertThat(ids(AT + "/runs")).containsExactly(early);
  }

  private Run slow() {
    return sandbox.as("alice").dispatches("slow.yml", Map.of());
  }

  private Run deploy() {
    return sandbox.as("alice").dispatches("deploy.yml", Map.of("version", "1"));
  }

  private String statusOf(long id) {
    Run run = sandbox.repo().runs().get(id);
    return run.status() + (run.conclusion() == null ? "" : " " + run.conclusion());
  }

  private List<Long> ids(String path) {
    List<Long> ids = new ArrayList<>();
    bot.get(path).json().path("workflow_runs").forEach(run -> ids.add(run.path("id").asLong()));
    return ids;
  }

  private String refusal(String path, String body) {
    Client.Answer answer = bot.post(path, body);
    return answer.status() + " " + answer.message();
  }
}
