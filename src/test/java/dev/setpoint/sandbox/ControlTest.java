package dev.setpoint.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control operations over HTTP, each by what it changes. */
class ControlTest {
  private static final String AT = "/repos/shop/app";

  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withSeed(Seeds.withWorkflows()));
  private final Client bot = new Client(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void everyOperationIsListedAndStandsOnThePageOfTheSandbox() throws IOException {
    JsonNode listed = bot.get("/_sandbox").json();
    List<String> rows =
        listed
            .valueStream()
            .map(
                o ->
                    "| `%s %s` | %s |"
                        .formatted(
                            o.path("method").asText(),
                            o.path("path").asText(),
                            o.path("does").asText()))
            .toList();
    assertThat(rows).hasSizeGreaterThan(35);
    assertThat(Files.readString(Path.of("docs/sandbox.md")).lines())
        .filteredOn(line -> line.startsWith("| `"))
        .containsExactlyInAnyOrderElementsOf(rows);
    assertThat(bot.get("/_sandbox/nothing").message()).contains("GET /_sandbox lists them");
  }

  @Test
  void runsCanBeBegunEndedRunAgainAndDeleted() {
    long id =
        control("/runs", "{'workflow':'ci.yml','event':'push','title':'Deploy [p/s/1]'}")
            .path("id")
            .asLong();
    assertThat(bot.get(AT + "/actions/runs/" + id).json().path("display_title").asText())
        .isEqualTo("Deploy [p/s/1]");
    assertThat(control("/runs/" + id, "{}").path("status").asText()).isEqualTo("in_progress");
    control("/runs/" + id, "{'status':'completed','conclusion':'timed_out'}");
    assertThat(bot.get(AT + "/actions/runs/" + id).json().path("conclusion").asText())
        .isEqualTo("timed_out");
    assertThat(control("/runs/" + id + "/rerun", "{'as':'bob'}").path("attempt").asInt())
        .isEqualTo(2);
    assertThat(bot.delete("/_sandbox/runs/" + id).status()).isEqualTo(200);
    assertThat(bot.get(AT + "/actions/runs/" + id).status()).isEqualTo(404);
    assertThat(bot.post("/_sandbox/runs/" + id, "{}").status()).isEqualTo(422);
  }

  @Test
  void issuesCanBeActedOnAsAnybody() {
    control("/issues", "{'title':'a','as':'mallory'}");
    control(
        "/issues/1",
        "{'as':'bob','comment':'hi','title':'b','body':'c','labels':['x'],'assignees':['carol'],"
            + "'state_reason':'not_planned'}");
    JsonNode issue = state().path("issues").path(0);
    assertThat(issue.path("author").asText()).isEqualTo("mallory");
    assertThat(issue.path("title").asText()).isEqualTo("b");
    assertThat(issue.path("body").asText()).isEqualTo("c");
    assertThat(issue.path("labels").path(0).asText()).isEqualTo("x");
    assertThat(issue.path("assignees").path(0).asText()).isEqualTo("carol");
    assertThat(issue.path("stateReason").asText()).isEqualTo("not_planned");
    assertThat(issue.path("comments").path(0).path("author").asText()).isEqualTo("bob");
    control("/issues/1", "{'state':'open'}");
    assertThat(state().path("issues").path(0).path("state").asText()).isEqualTo("open");
    control("/issues/1/transfer", "{'to':'shop/other'}");
    assertThat(bot.get(AT + "/issues/1").status()).isEqualTo(301);
    control("/issues", "{'title':'z'}");
    assertThat(bot.delete("/_sandbox/issues/2").status()).isEqualTo(200);
    assertThat(bot.get(AT + "/issues/2").status()).isEqualTo(410);
  }

  @Test
  void peoplePushAndRefsMove() {
    String sha =
        control("/push", "{'path':'a.md','content':'x','author':'bob'}").path("sha").asText();
    assertThat(state().path("refs").path("refs/heads/main").asText()).isEqualTo(sha);
    assertThat(bot.get("/_sandbox/file?path=a.md").text()).isEqualTo("x");
    control("/push", "{'path':'a.md','delete':true,'message':'No more'}");
    assertThat(bot.get("/_sandbox/file?path=a.md").status()).isEqualTo(422);
    assertThat(bot.get("/_sandbox/log").json().path(0).path("message").asText())
        .isEqualTo("No more");
    control("/refs", "{'ref':'refs/x/y','sha':'refs/heads/main'}");
    assertThat(state().path("refs").has("refs/x/y")).isTrue();
    control("/refs", "{'ref':'refs/x/y','delete':true}");
    assertThat(state().path("refs").has("refs/x/y")).isFalse();
    control("/push", "{'path':'link','link':'/etc/passwd','branch':'side'}");
    control("/pulls", "{'head':'side','title':'A link'}");
    assertThat(control("/pulls/1/merge", "{}").path("sha").asText()).hasSize(40);
  }

  @Test
  void timeLagAndRatesAreSetOverHttp() {
    control("/clock", "{'frozen':true,'now':'2026-03-01T09:00:00Z'}");
    control("/clock", "{'advance':'20m'}");
    assertThat(bot.get("/_sandbox/clock").json().path("now").asText())
        .isEqualTo("2026-03-01T09:20:00Z");
    control("/lag", "{'lists':'30s'}");
    control("/issues", "{'title':'a'}");
    assertThat(bot.get(AT + "/issues").json()).isEmpty();
    control("/rate", "{'token':'sandbox-token','remaining':0,'reset':'10m'}");
    assertThat(bot.get(AT + "/issues").status()).isEqualTo(403);
    control("/clock", "{'advance':'10m'}");
    assertThat(bot.get(AT + "/issues").json()).hasSize(1);
  }

  @Test
  void faultsAreArmedOverHttpAndRequestsShown() {
    control(
        "/faults",
        "[{'method':'GET','path':'/issues','skip':1,'status':503,'headers':{'Retry-After':'1'},"
            + "'body':{'message':'x'}},{'path':'/labels','mode':'meanwhile',"
            + "'push':{'path':'quick.md','content':'q'}}]");
    assertThat(bot.get(AT + "/issues").status()).isEqualTo(200);
    Client.Answer hit = bot.get(AT + "/issues");
    assertThat(hit.status() + hit.message()).isEqualTo("503x");
    bot.get(AT + "/labels");
    assertThat(bot.get("/_sandbox/file?path=quick.md").text()).isEqualTo("q");
    assertThat(bot.get("/_sandbox/faults").json().path("left").asInt()).isZero();
    JsonNode requests = bot.get("/_sandbox/requests").json();
    assertThat(requests.path("api").asInt()).isEqualTo(3);
    assertThat(requests.path("byPath").path("GET " + AT + "/issues").asInt()).isEqualTo(2);
    assertThat(requests.path("log").path(1).path("fault").asText()).isEqualTo("reply");
    control("/requests/reset", "{}");
    assertThat(bot.get("/_sandbox/requests").json().path("api").asInt()).isZero();
  }

  @Test
  void settingsAndPeopleChangeOverHttp() {
    control("/settings", "{'issues':false,'returnRunDetails':false,'disableWorkflow':'slow.yml'}");
    assertThat(bot.get(AT + "/issues").status()).isEqualTo(410);
    assertThat(bot.get(AT + "/actions/workflows/slow.yml").json().path("state").asText())
        .isEqualTo("disabled_manually");
    control("/permissions", "{'permissions':{'contents':'none'}}");
    assertThat(bot.get(AT + "/branches/main").status()).isEqualTo(403);
    control("/tokens", "{'token':'t2','kind':'app','login':'robot'}");
    Client robot = new Client(sandbox.apiUrl(), "t2");
    assertThat(robot.get(AT + "/branches/main").status()).isEqualTo(200);
    control("/protect", "{'branch':'main','allow':['alice']}");
    assertThat(robot.get(AT + "/branches/main").json().path("protected").asBoolean()).isTrue();
    control("/protect", "{'branch':'main','off':true}");
    assertThat(robot.get(AT + "/branches/main").json().path("protected").asBoolean()).isFalse();
    control("/people", "{'login':'zoe','permission':'write'}");
    assertThat(bot.get(AT + "/assignees/zoe").status()).isEqualTo(204);
    control("/repositories", "{'name':'shop/docs'}");
    control("/push", "{'repository':'shop/docs','path':'a','content':'b'}");
    assertThat(robot.get("/repos/shop/docs/contents/a").status()).isEqualTo(200);
    assertThat(bot.post("/_sandbox/settings", "{\"odd\":1}").status()).isEqualTo(422);
    assertThat(bot.post("/_sandbox/odd", "{}").status()).isEqualTo(404);
    assertThat(bot.post("/_sandbox/push", "{").status()).isEqualTo(400);
  }

  @Test
  void aResetForgetsEverythingButThePort() {
    control("/issues", "{'title':'a'}");
    control("/push", "{'path':'a.md','content':'x'}");
    control("/settings", "{'issues':false}");
    control("/reset", "{}");
    assertThat(bot.get(AT + "/issues?state=all").json()).isEmpty();
    assertThat(bot.get("/_sandbox/log").json()).hasSize(1);
    assertThat(sandbox.requests().api()).isEqualTo(1);
    assertThat(bot.post(AT + "/issues", "{\"title\":\"b\"}").json().path("number").asInt())
        .isEqualTo(1);
  }

  @Test
  void theProgramSaysWhereItIsAndServes(@TempDir Path folder) throws Exception {
    Path out = folder.resolve("out");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Standalone.class.getName(),
                "--seed",
                Seeds.withWorkflows().toString(),
                "--token",
                "mine")
            .redirectOutput(out.toFile())
            .start();
    try {
      for (int i = 0; i < 200 && !Files.readString(out).stripTrailing().endsWith("}"); i++) {
        Thread.sleep(100);
      }
      JsonNode said =
          java.util.Objects.requireNonNull(
              dev.setpoint.sandbox.rest.Json.read(Files.readString(out)));
      Client client = new Client(said.path("apiUrl").asText(), said.path("token").asText());
      assertThat(client.get(AT + "/contents/plans/release.md").status()).isEqualTo(200);
      assertThat(client.get(said.path("control").asText() + "/state").status()).isEqualTo(200);
    } finally {
      program.destroy();
      assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Single quotes keep the JSON in these tests readable. */
  private JsonNode control(String path, String body) {
    Client.Answer answer = bot.post("/_sandbox" + path, body.replace('\'', '"'));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private JsonNode state() {
    return bot.get("/_sandbox/state").json().path("repositories").path("shop/app");
  }
}
