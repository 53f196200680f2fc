package dev.setpoint.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.edge.github.AppKey;
import dev.setpoint.sandbox.world.Apps;
import dev.setpoint.sandbox.world.Token;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every operation of the sandbox, held against GitHub's own description of it. */
class OpenApiTest {
  private static final String AT = "/repos/shop/app";

  private final GitHubDescription github = GitHubDescription.read();
  private final List<String> problems = new ArrayList<>();
  private final Set<String> called = new TreeSet<>();

  @Test
  void theSandboxAnswersExactlyTheDescribedOperations() {
    try (Sandbox sandbox = Sandbox.start()) {
      assertThat(new TreeSet<>(sandbox.operations())).isEqualTo(github.operations());
    }
  }

  /** Without this the test below could be green because nothing is checked at all. */
  @Test
  void theDescriptionFindsWhatIsWrong() {
    String read = "GET /repos/{owner}/{repo}/issues/{issue_number}";
    try (Sandbox sandbox = Sandbox.start()) {
      sandbox.as("alice").opens("One", "text");
      String good = new Client(sandbox).get(AT + "/issues/1").text();
      assertThat(github.answerProblems(read, 200, good)).isEmpty();
      assertThat(github.answerProblems(read, 200, good.replace("\"node_id\"", "\"node\"")))
          .isNotEmpty();
      assertThat(github.answerProblems(read, 200, good.replace("\"number\":1", "\"number\":\"1\"")))
          .isNotEmpty();
      assertThat(github.answerProblems(read, 200, good.replaceAll("20\\d\\d-", "the year ")))
          .isNotEmpty();
      assertThat(github.answerProblems(read, 202, good)).isNotEmpty();
    }
    String create = "POST /repos/{owner}/{repo}/issues";
    assertThat(github.requestProblems(create, Set.of(), "{\"title\":\"x\"}")).isEmpty();
    assertThat(github.requestProblems(create, Set.of(), "{}")).isNotEmpty();
    assertThat(github.requestProblems(create, Set.of(), "{\"title\":\"x\",\"odd\":1}"))
        .isNotEmpty();
    assertThat(github.requestProblems(create, Set.of("odd"), "{\"title\":\"x\"}")).isNotEmpty();
  }

  @Test
  void everyOperationAnswersAsGitHubDescribesIt() {
    try (Sandbox sandbox =
        Sandbox.start(SandboxOptions.defaults().withSeed(Seeds.withWorkflows()))) {
      sandbox.world().add(Token.ofApp("app-token", "setpoint"));
      Client bot = new Client(sandbox);
      Client app = new Client(sandbox.apiUrl(), "app-token");
      account(bot, app);
      apps(bot, sandbox);
      issues(bot, sandbox);
      comments(bot);
      labels(bot);
      runs(bot, sandbox);
      git(bot, sandbox);
      pulls(bot, sandbox);
      refusals(bot, sandbox);
      assertThat(problems).isEmpty();
      assertThat(called).as("operations that were called").isEqualTo(github.operations());
    }
  }

  private void account(Client bot, Client app) {
    expect(200, bot, "GET", "/user", "");
    expect(403, app, "GET", "/user", "");
    expect(200, bot, "GET", "/rate_limit", "");
    expect(200, app, "GET", "/installation/repositories?per_page=1", "");
    expect(200, bot, "GET", AT, "");
    expect(200, bot, "GET", AT + "/branches/main", "");
    expect(404, bot, "GET", AT + "/branches/nope", "");
    expect(204, bot, "GET", AT + "/assignees/alice", "");
    expect(404, bot, "GET", AT + "/assignees/nobody", "");
    expect(200, bot, "GET", AT + "/collaborators/alice/permission", "");
    expect(200, bot, "GET", AT + "/collaborators/dave/permission", "");
    expect(201, bot, "POST", AT + "/releases", "{\"tag_name\":\"v1.4\"}");
    expect(200, bot, "GET", AT + "/releases/tags/v1.4", "");
    expect(404, bot, "GET", AT + "/releases/tags/v9", "");
    expect(204, bot, "POST", AT + "/dispatches", "{\"event_type\":\"wake\",\"client_payload\":{}}");
  }

  private void apps(Client bot, Sandbox sandbox) {
    Apps apps = sandbox.world().apps();
    Apps.App made = apps.create("helper");
    Apps.Installation installation = apps.install(made, "shop", "shop/app");
    Apps.Installation asleep = apps.install(made, "shop");
    asleep.suspend(true);
    String key = Long.toString(made.id());
    String jwt = AppKey.read(key, made.pem(), sandbox.clock()).token().reveal();
    Client itself = new Client(sandbox.apiUrl(), jwt);
    expect(200, itself, "GET", "/app", "");
    expect(200, itself, "GET", "/app/installations?per_page=100", "");
    String access = "/app/installations/" + installation.id() + "/access_tokens";
    String token = expect(201, itself, "POST", access, "{}").path("token").asText();
    expect(403, itself, "POST", "/app/installations/" + asleep.id() + "/access_tokens", "{}");
    expect(401, bot, "POST", access, "{}");
    expect(404, itself, "POST", "/app/installations/1/access_tokens", "{}");
    expect(200, new Client(sandbox.apiUrl(), token), "GET", "/installation/repositories", "");
    expect(200, itself, "GET", "/users/helper%5Bbot%5D", "");
    expect(404, itself, "GET", "/users/nobody-at-all", "");
    expect(200, bot, "GET", "/user/installations", "");
    String visible = "/user/installations/" + installation.id() + "/repositories";
    expect(200, bot, "GET", visible, "");
    Client stranger = new Client(sandbox.apiUrl(), "");
    String conversion = "/app-manifests/" + apps.confirm(made) + "/conversions";
    expect(201, stranger, "POST", conversion, "");
    expect(404, stranger, "POST", conversion, "");
  }

  private void issues(Client bot, Sandbox sandbox) {
    expect(
        201,
        bot,
        "POST",
        AT + "/issues",
        "{\"title\":\"Qa\",\"body\":\"walk\",\"labels\":[\"setpoint\"],\"assignees\":[\"alice\"]}");
    expect(200, bot, "GET", AT + "/issues/1", "");
    expect(201, bot, "POST", AT + "/issues/1/assignees", "{\"assignees\":[\"bob\"]}");
    expect(200, bot, "PATCH", AT + "/issues/1", "{\"title\":\"Manual qa\",\"body\":\"walk it\"}");
    expect(
        200,
        bot,
        "PATCH",
        AT + "/issues/1",
        "{\"state\":\"closed\",\"state_reason\":\"not_planned\"}");
    expect(200, bot, "PATCH", AT + "/issues/1", "{\"state\":\"open\"}");
    sandbox.as("alice").closesAsDuplicate(1);
    sandbox.as("bob").comments(1, "Sure?");
    sandbox.as("bob").labels(1);
    sandbox.as("bob").assigns(1);
    expect(200, bot, "GET", AT + "/issues/1/events", "");
    expect(200, bot, "GET", AT + "/issues/1/timeline", "");
    String list = "/issues?state=all&creator=setpoint-bot&labels=&sort=updated&direction=asc";
    expect(200, bot, "GET", AT + list + "&since=2020-01-01T00:00:00Z&per_page=100&page=1", "");
  }

  private void comments(Client bot) {
    long id =
        expect(201, bot, "POST", AT + "/issues/1/comments", "{\"body\":\"hello\"}")
            .path("id")
            .asLong();
    String one = AT + "/issues/comments/" + id;
    expect(200, bot, "GET", AT + "/issues/1/comments?per_page=5", "");
    expect(200, bot, "GET", AT + "/issues/comments?sort=created&direction=desc", "");
    expect(200, bot, "GET", one, "");
    expect(200, bot, "PATCH", one, "{\"body\":\"hello again\"}");
    expect(201, bot, "POST", one + "/reactions", "{\"content\":\"eyes\"}");
    expect(200, bot, "POST", one + "/reactions", "{\"content\":\"eyes\"}");
    expect(200, bot, "GET", one + "/reactions", "");
    expect(204, bot, "DELETE", one, "");
    expect(404, bot, "GET", one, "");
  }

  private void labels(Client bot) {
    expect(201, bot, "POST", AT + "/labels", "{\"name\":\"Plan\",\"color\":\"00ff00\"}");
    expect(422, bot, "POST", AT + "/labels", "{\"name\":\"plan\",\"color\":\"00ff00\"}");
    expect(200, bot, "GET", AT + "/labels", "");
    expect(200, bot, "GET", AT + "/labels/PLAN", "");
    expect(200, bot, "POST", AT + "/issues/1/labels", "{\"labels\":[\"plan\"]}");
    expect(200, bot, "GET", AT + "/issues/1/labels", "");
    expect(200, bot, "DELETE", AT + "/issues/1/labels/plan", "");
  }

  private void runs(Client bot, Sandbox sandbox) {
    String workflows = AT + "/actions/workflows";
    expect(200, bot, "GET", workflows, "");
    expect(200, bot, "GET", workflows + "/deploy.yml", "");
    String inputs = "\"ref\":\"main\",\"inputs\":{\"version\":\"2\"}";
    expect(204, bot, "POST", workflows + "/deploy.yml/dispatches", "{" + inputs + "}");
    JsonNode details =
        expect(
            200,
            bot,
            "POST",
            workflows + "/deploy.yml/dispatches",
            "{" + inputs + ",\"return_run_details\":true}");
    long id = details.path("workflow_run_id").asLong();
    sandbox.repo().runs().start(id - 1);
    expect(200, bot, "GET", workflows + "/deploy.yml/runs?event=workflow_dispatch", "");
    String one = AT + "/actions/runs/" + id;
    expect(200, bot, "GET", one, "");
    expect(200, bot, "GET", one + "/jobs", "");
    expect(202, bot, "POST", one + "/cancel", "");
    expect(409, bot, "POST", one + "/cancel", "");
    expect(201, bot, "POST", one + "/rerun", "");
    expect(202, bot, "POST", one + "/force-cancel", "");
    sandbox.repo().runs().complete(id - 1, "success");
    expect(200, bot, "GET", one + "/jobs", "");
    expect(200, bot, "GET", AT + "/actions/runs?status=completed&created=%3E%3D2020-01-01", "");
  }

  private void git(Client bot, Sandbox sandbox) {
    String tip = sandbox.repo().git().resolve("refs/heads/main").orElseThrow();
    JsonNode commit = expect(200, bot, "GET", AT + "/git/commits/" + tip, "");
    String body =
        "{\"message\":\"claim\",\"tree\":\"%s\",\"parents\":[\"%s\"]}"
            .formatted(commit.path("tree").path("sha").asText(), tip);
    String made = expect(201, bot, "POST", AT + "/git/commits", body).path("sha").asText();
    String ref = "refs/setpoint/started/p/s/1";
    String create = "{\"ref\":\"" + ref + "\",\"sha\":\"" + tip + "\"}";
    expect(201, bot, "POST", AT + "/git/refs", create);
    expect(422, bot, "POST", AT + "/git/refs", create);
    expect(200, bot, "GET", AT + "/git/ref/setpoint/started/p/s/1", "");
    expect(200, bot, "GET", AT + "/git/matching-refs/setpoint/started", "");
    expect(200, bot, "PATCH", AT + "/git/" + ref, "{\"sha\":\"" + made + "\"}");
    expect(422, bot, "PATCH", AT + "/git/" + ref, "{\"sha\":\"" + tip + "\",\"force\":false}");
    expect(204, bot, "DELETE", AT + "/git/" + ref, "");
    expect(404, bot, "GET", AT + "/git/ref/setpoint/started/p/s/1", "");
    expect(200, bot, "GET", AT + "/contents/.github/workflows/deploy.yml?ref=main", "");
    expect(200, bot, "GET", AT + "/contents/.github", "");
    expect(404, bot, "GET", AT + "/contents/nope", "");
  }

  private void pulls(Client bot, Sandbox sandbox) {
    sandbox.as("carol").pushes("idea", "plans/new.md", "# New\n\n## Steps\n", "An idea");
    int number = sandbox.as("carol").opensPullRequest("idea", "main", "An idea", "Look").number();
    expect(200, bot, "GET", AT + "/pulls?state=open&head=shop:idea", "");
    expect(200, bot, "GET", AT + "/pulls/" + number, "");
    expect(200, bot, "GET", AT + "/pulls/" + number + "/files", "");
    expect(201, bot, "POST", AT + "/issues/" + number + "/comments", "{\"body\":\"Preview\"}");
    expect(200, bot, "GET", AT + "/issues?state=open", "");
    var theirs = List.of(dev.setpoint.sandbox.git.GitStore.Change.write("plans/x.md", "x"));
    int forked = sandbox.as("mallory").opensPullRequestFromFork(theirs, "main", "x", "").number();
    expect(200, bot, "GET", AT + "/pulls/" + forked, "");
    expect(200, bot, "GET", AT + "/pulls", "");
    sandbox.as("alice").merges(number);
    expect(200, bot, "GET", AT + "/pulls/" + number, "");
    expect(200, bot, "GET", AT + "/issues/" + number, "");
  }

  private void refusals(Client bot, Sandbox sandbox) {
    expect(422, bot, "POST", AT + "/issues", "{\"title\":\"x\",\"assignees\":[\"nobody\"]}");
    expect(404, bot, "GET", AT + "/issues/999", "");
    sandbox.as("alice").deletesIssue(1);
    expect(410, bot, "GET", AT + "/issues/1", "");
    expect(401, new Client(sandbox.apiUrl(), "wrong"), "GET", AT, "");
    expect(401, new Client(sandbox.apiUrl(), ""), "POST", AT + "/issues", "{\"title\":\"x\"}");
    String dispatches = AT + "/actions/workflows/deploy.yml/dispatches";
    expect(422, bot, "POST", dispatches, "{\"ref\":\"main\",\"inputs\":{\"odd\":\"1\"}}");
    expect(422, bot, "POST", dispatches, "{\"ref\":\"nope\",\"inputs\":{}}");
  }

  private JsonNode expect(int status, Client client, String method, String path, String body) {
    URI uri = URI.create("http://x" + path);
    String operation = github.operation(method, uri.getPath()).orElseThrow();
    called.add(operation);
    Set<String> query = new LinkedHashSet<>();
    if (uri.getQuery() != null) {
      for (String pair : uri.getQuery().split("&", -1)) {
        query.add(pair.split("=", 2)[0]);
      }
    }
    Client.Answer answer = client.send(method, path, body);
    String what = method + " " + path + " → " + answer.status() + ": ";
    if (answer.status() != status) {
      problems.add(what + "expected " + status + ", got " + answer.text());
    }
    github.requestProblems(operation, query, body).forEach(p -> problems.add(what + p));
    github
        .answerProblems(operation, answer.status(), answer.text())
        .forEach(p -> problems.add(what + p));
    return answer.text().isEmpty() ? dev.setpoint.sandbox.rest.Json.object() : answer.json();
  }
}
