package dev.setpoint.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.sandbox.world.Token;
import dev.setpoint.sandbox.world.Token.Access;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may do what, and how GitHub says no. */
class PermissionsTest {
  private static final String AT = "/repos/shop/app";
  private static final String ONE = "{\"title\":\"one\"}";

  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withSeed(Seeds.withWorkflows()));
  private final Client bot = new Client(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void aWrongTokenIsRefusedAlsoWhereNoneIsNeeded() {
    assertThat(refusal(with("wrong"), AT)).isEqualTo("401 Bad credentials");
    assertThat(with("").get(AT).status()).isEqualTo(200);
    assertThat(with("").post(AT + "/issues", ONE).message()).isEqualTo("Requires authentication");
    assertThat(with("").get("/user").status()).isEqualTo(401);
    sandbox.world().revoke(sandbox.token());
    assertThat(refusal(bot, AT)).isEqualTo("401 Bad credentials");
  }

  @Test
  void bothFormsOfTheHeaderAreUnderstood() {
    String token = sandbox.token();
    Client none = with("");
    assertThat(none.get("/user", "Authorization", "token " + token).status()).isEqualTo(200);
    assertThat(none.get("/user", "Authorization", "bearer " + token).status()).isEqualTo(200);
  }

  @Test
  void eachKindOfTokenIsSomebodyElse() {
    sandbox.world().add(Token.ofActions("actions"));
    sandbox.world().add(Token.ofApp("app", "setpoint"));
    assertThat(bot.get("/user").json().path("login").asText()).isEqualTo("setpoint-bot");
    assertThat(refusal(with("actions"), "/user"))
        .isEqualTo("403 Resource not accessible by integration");
    assertThat(author(with("actions"))).isEqualTo("github-actions[bot] Bot");
    assertThat(author(with("app"))).isEqualTo("setpoint[bot] Bot");
    assertThat(author(bot)).isEqualTo("setpoint-bot User");
  }

  @Test
  void aMissingPermissionIsNamedInAHeader() {
    Token app = Token.ofApp("app", "setpoint");
    sandbox.world().add(app.granting(Map.of("issues", Access.READ, "actions", Access.NONE)));
    assertThat(with("app").get(AT + "/issues").status()).isEqualTo(200);
    Client.Answer refused = with("app").post(AT + "/issues", ONE);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.message()).isEqualTo("Resource not accessible by integration");
    assertThat(refused.header("X-Accepted-GitHub-Permissions")).contains("issues=write");
    assertThat(with("app").get(AT + "/actions/runs").status()).isEqualTo(403);
    assertThat(sandbox.repo().issues().all()).isEmpty();
  }

  @Test
  void commentsOnPullRequestsNeedOneOfTwoPermissions() {
    sandbox.as("bob").pushes("idea", "a.md", "x", "An idea");
    sandbox.as("bob").opensPullRequest("idea", "main", "An idea", "");
    Token app = Token.ofApp("app", "setpoint");
    sandbox.world().add(app.granting(Map.of("issues", Access.NONE)));
    Client.Answer answer = with("app").post(AT + "/issues/1/comments", "{\"body\":\"preview\"}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("X-Accepted-GitHub-Permissions"))
        .contains("issues=write; pull_requests=write");
  }

  @Test
  void aPrivateRepositoryHidesItself() {
    sandbox.repo().hidden(true);
    sandbox.world().add(Token.ofUser("strangers", "mallory"));
    assertThat(refusal(with(""), AT)).isEqualTo("404 Not Found");
    assertThat(refusal(with("strangers"), AT)).isEqualTo("404 Not Found");
    assertThat(bot.get(AT).json().path("private").asBoolean()).isTrue();
  }

  @Test
  void anArchivedRepositoryIsReadOnly() {
    sandbox.repo().archived(true);
    assertThat(bot.get(AT).json().path("archived").asBoolean()).isTrue();
    Client.Answer refused = bot.post(AT + "/issues", ONE);
    assertThat(refused.status() + " " + refused.message())
        .isEqualTo("403 Repository was archived so is read-only.");
  }

  @Test
  void issuesAndActionsCanBeSwitchedOff() {
    sandbox.repo().hasIssues(false);
    sandbox.repo().hasActions(false);
    assertThat(refusal(bot, AT + "/issues"))
        .isEqualTo("410 Issues has been disabled in this repository.");
    Client.Answer refused =
        bot.post(AT + "/actions/workflows/slow.yml/dispatches", "{\"ref\":\"main\"}");
    assertThat(refused.status()).isEqualTo(403);
  }

  @Test
  void aRenamedRepositoryRedirectsReadsAndWritesDifferently() {
    sandbox.as("alice").opens("a", "");
    sandbox.world().rename(sandbox.repo(), "store");
    Client.Answer read = bot.get(AT + "/issues/1?x=1");
    assertThat(read.status()).isEqualTo(301);
    String there = read.header("Location").orElseThrow();
    assertThat(there).matches(".*/repositories/\\d+/issues/1\\?x=1");
    assertThat(bot.get(there).json().path("html_url").asText()).contains("/shop/store/issues/1");
    assertThat(bot.post(AT + "/issues", ONE).status()).isEqualTo(307);
    assertThat(bot.get("/repos/shop/store").status()).isEqualTo(200);
  }

  @Test
  void theEnterprisePathAnswersWithLinksToItself() {
    for (int i = 0; i < 31; i++) {
      sandbox.as("alice").opens("a", "");
    }
    Client.Answer page = bot.get("/api/v3" + AT + "/issues");
    assertThat(page.json().path(0).path("url").asText())
        .startsWith(sandbox.apiUrl() + "/api/v3/repos/");
    assertThat(IssuesTest.link(page, "next")).startsWith(sandbox.apiUrl() + "/api/v3/repos/");
    assertThat(bot.get(IssuesTest.link(page, "next")).json()).hasSize(1);
  }

  @Test
  void aPersonsRoleIsToldInTheOldWordsAndTheNew() {
    sandbox.repo().grant("tom", dev.setpoint.sandbox.world.Role.TRIAGE);
    assertThat(role("alice")).isEqualTo("admin admin");
    assertThat(role("TOM")).isEqualTo("read triage");
    assertThat(role("dave")).isEqualTo("read read");
    assertThat(bot.get(AT + "/collaborators/ghostly/permission").status()).isEqualTo(404);
  }

  @Test
  void onlyOwnCommentsCanBeChangedWithoutPushAccess() {
    sandbox.as("alice").opens("a", "");
    long id = sandbox.as("alice").comments(1, "mine").id();
    sandbox.world().add(Token.ofUser("daves", "dave"));
    Client.Answer refused =
        with("daves").patch(AT + "/issues/comments/" + id, "{\"body\":\"yours\"}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(with("daves").patch(AT + "/issues/1", "{\"title\":\"x\"}").status()).isEqualTo(403);
    assertThat(bot.patch(AT + "/issues/comments/" + id, "{\"body\":\"ours\"}").status())
        .isEqualTo(200);
  }

  private String role(String login) {
    var json = bot.get(AT + "/collaborators/" + login + "/permission").json();
    return json.path("permission").asText() + " " + json.path("role_name").asText();
  }

  private static String author(Client client) {
    var user = client.post(AT + "/issues", ONE).json().path("user");
    return user.path("login").asText() + " " + user.path("type").asText();
  }

  private Client with(String token) {
    return new Client(sandbox.apiUrl(), token);
  }

  private static String refusal(Client client, String path) {
    Client.Answer answer = client.get(path);
    return answer.status() + " " + answer.message();
  }
}
