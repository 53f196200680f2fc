package dev.setpoint.edge.github;

import static dev.setpoint.edge.github.Stub.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.edge.Token;
import dev.setpoint.edge.json.JsonNode;
import dev.setpoint.execute.Hands;
import dev.setpoint.execute.Hands.Created;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of each write, whatever GitHub does to it. */
class HandsTest {
  private static final String MADE =
      """
      {"number": 7, "html_url": "https://github.com/shop/app/issues/7", "body": "text",
       "labels": [{"name": "Setpoint"}], "assignees": [{"login": "Alice"}]}
      """;

  private Stub github;
  private Hands hands;

  @BeforeEach
  void start() throws IOException {
    github = new Stub();
    hands =
        GitHubSession.open(GitHubOptions.of(github.url(), "shop/app", Token.of("ghs_secret")))
            .hands();
  }

  @AfterEach
  void stop() throws IOException {
    github.close();
  }

  private Created issue() {
    return hands.createIssue("Title", "text", List.of("setpoint"), List.of("alice"));
  }

  private Created dispatch() {
    return hands.dispatch("deploy.yml", "main", Map.of("setpoint", "p/s/1"));
  }

  @Test
  void anIssueIsMadeByOnePostThatCarriesEverything() {
    github.then(json(201, MADE));

    assertThat(issue())
        .isEqualTo(
            new Created.Made(
                Optional.of(new JobId.Issue(7)),
                "https://github.com/shop/app/issues/7",
                List.of()));
    assertThat(github.requests())
        .singleElement()
        .satisfies(
            post -> {
              assertThat(post.method()).isEqualTo("POST");
              assertThat(post.path()).isEqualTo("/repos/shop/app/issues");
              assertThat(post.headers()).containsEntry("authorization", "Bearer ghs_secret");
              assertThat(post.body())
                  .isEqualTo(
                      "{\"title\":\"Title\",\"body\":\"text\",\"labels\":[\"setpoint\"],"
                          + "\"assignees\":[\"alice\"]}");
            });
  }

  @Test
  void whatGitHubLeavesOutIsNamed() {
    github.then(
        json(
            201,
            "{\"number\": 7, \"html_url\": \"u\", \"body\": null, \"labels\": [],"
                + " \"assignees\": []}"));

    assertThat(((Created.Made) issue()).dropped())
        .containsExactly("the label `setpoint`", "the assignee @alice", "the text");
  }

  @Test
  void aDispatchNamesItsRunWhereGitHubTellsIt() {
    github.then(json(200, "{\"workflow_run_id\": 9817, \"html_url\": \"u\"}"));

    assertThat(dispatch())
        .isEqualTo(new Created.Made(Optional.of(new JobId.Run(9817)), "u", List.of()));
    assertThat(github.requests())
        .singleElement()
        .satisfies(
            post -> {
              assertThat(post.path())
                  .isEqualTo("/repos/shop/app/actions/workflows/deploy.yml/dispatches");
              assertThat(post.body())
                  .isEqualTo(
                      "{\"ref\":\"main\",\"return_run_details\":true,"
                          + "\"inputs\":{\"setpoint\":\"p/s/1\"}}");
            });
  }

  @Test
  void aDispatchOnAnOlderServerIsMadeWithoutANumber() {
    github.then(json(204, ""));

    assertThat(dispatch()).isEqualTo(new Created.Made(Optional.empty(), "", List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 422})
  void aRefusalIsARefusal(int status) {
    github.always(json(status, "{\"message\": \"No.\"}"));

    assertThat(issue())
        .isInstanceOfSatisfying(
            Created.Refused.class, refused -> assertThat(refused.status()).isEqualTo(status));
    assertThat(github.count("POST")).isEqualTo(1);
  }

  @Test
  void aRefusalSaysWhichFieldAndWhichPermission() {
    github.then(
        json(
            422,
            """
            {"message": "Validation Failed", "errors":
             [{"resource": "Issue", "field": "assignees", "code": "invalid", "value": "bob"}]}
            """),
        json(
            403,
            "{\"message\": \"Resource not accessible by integration\"}",
            "X-Accepted-GitHub-Permissions: issues=write"));

    assertThat(((Created.Refused) issue()).reason())
        .isEqualTo("GitHub refuses (422): Validation Failed; assignees invalid `bob`");
    assertThat(((Created.Refused) issue()).reason())
        .contains("Resource not accessible by integration")
        .contains("the token needs the permission issues: write");
  }

  @Test
  void aRateLimitIsNoRefusal() {
    github.then(
        json(429, "{}", "Retry-After: 42"),
        json(403, "{\"message\": \"You have exceeded a secondary rate limit.\"}"),
        json(
            403,
            "{}",
            "X-RateLimit-Remaining: 0",
            "X-RateLimit-Reset: 1772355700",
            "Date: Sun, 01 Mar 2026 09:00:00 GMT"));

    assertThat(issue()).isEqualTo(new Created.Limited(Duration.ofSeconds(42)));
    assertThat(issue()).isEqualTo(new Created.Limited(Duration.ofMinutes(1)));
    assertThat(issue()).isEqualTo(new Created.Limited(Duration.ofSeconds(100)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"number\": 7",
        "{}",
        "{\"number\": \"7\", \"html_url\": \"u\"}",
        "{\"number\": -1, \"html_url\": \"u\"}",
        "<html>ok</html>",
        "null"
      })
  void aSuccessThatCannotBeReadIsUnclear(String body) {
    github.then(json(201, body));

    assertThat(issue()).isInstanceOf(Created.Unclear.class);
    assertThat(github.count("POST")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {202, 300, 307, 308, 409, 500, 502, 503, 504})
  void anyOtherAnswerIsUnclearAndNeverRepeated(int status) {
    github.always(json(status, "{}", "Location: " + github.url() + "/elsewhere"));

    assertThat(issue()).isInstanceOf(Created.Unclear.class);
    assertThat(dispatch()).isInstanceOf(Created.Unclear.class);
    assertThat(github.count("POST")).isEqualTo(2);
    assertThat(github.requests()).hasSize(2);
  }

  @Test
  void aConnectionThatBreaksIsUnclearAndThePostIsSentOnce() {
    List<Stub.Reply> breaks =
        List.of(
            new Stub.Reply.Close(),
            new Stub.Reply.Reset(),
            new Stub.Reply.Raw("HTTP/1.1 201 Created\r\nContent-Length: 900\r\n\r\n{\"num"),
            new Stub.Reply.Raw("220 smtp ready\r\n"));
    for (Stub.Reply broken : breaks) {
      github.then(broken);
      assertThat(issue()).as("%s", broken).isInstanceOf(Created.Unclear.class);
    }
    assertThat(github.count("POST")).isEqualTo(breaks.size());
  }

  @Test
  void aPostOnAConnectionThatWasKeptOpenIsNotRepeatedEither() {
    github.then(json(201, MADE), new Stub.Reply.Close(), json(201, MADE), new Stub.Reply.Reset());

    assertThat(issue()).isInstanceOf(Created.Made.class);
    assertThat(issue()).isInstanceOf(Created.Unclear.class);
    assertThat(issue()).isInstanceOf(Created.Made.class);
    assertThat(issue()).isInstanceOf(Created.Unclear.class);
    assertThat(github.count("POST")).isEqualTo(4);
  }

  @Test
  void aCommentWhoseAnswerIsLostIsSentOnceThoughALibrarySendsIt() {
    github.then(
        new Stub.Reply.Close(),
        new Stub.Reply.Reset(),
        json(502, "{}"),
        json(429, "{}", "Retry-After: 1"),
        json(307, "{}", "Location: " + github.url() + "/elsewhere"));

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> hands.comment(7, "hello"))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot comment on #7: ");
    }
    assertThat(github.requests()).hasSize(5);
  }

  @Test
  void aCommentIsPosted() throws IOException {
    github.then(json(201, "{\"id\": 1, \"body\": \"hello\"}"));

    hands.comment(7, "hello");

    assertThat(github.requests())
        .singleElement()
        .satisfies(
            post -> {
              assertThat(post.path()).isEqualTo("/repos/shop/app/issues/7/comments");
              assertThat(post.body()).isEqualTo("{\"body\":\"hello\"}");
              assertThat(post.headers()).containsEntry("authorization", "Bearer ghs_secret");
            });
  }

  @Test
  void anIssueIsClosedWithItsReasonAndEditedByOnePatch() throws IOException {
    github.always(json(200, "{}"));

    hands.closeIssue(7, Issue.State.NOT_PLANNED);
    hands.editIssue(7, "New", "text");

    assertThat(github.requests())
        .extracting(Stub.Request::method, Stub.Request::path, Stub.Request::body)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "PATCH",
                "/repos/shop/app/issues/7",
                "{\"state\":\"closed\",\"state_reason\":\"not_planned\"}"),
            org.assertj.core.groups.Tuple.tuple(
                "PATCH", "/repos/shop/app/issues/7", "{\"title\":\"New\",\"body\":\"text\"}"));
  }

  @Test
  void aRunThatHasEndedIsLeftAlone() throws IOException {
    github.then(json(202, "{}"), json(409, "{\"message\": \"Cannot cancel\"}"), json(500, "{}"));

    hands.cancelRun(5);
    hands.cancelRun(5);
    assertThatThrownBy(() -> hands.cancelRun(5)).isInstanceOf(IOException.class);
  }

  @Test
  void aLabelThatExistsIsFine() throws IOException {
    github.then(
        json(201, "{\"name\": \"setpoint\", \"color\": \"1d76db\"}"),
        json(
            422,
            """
            {"message": "Validation Failed", "errors":
             [{"resource": "Label", "code": "already_exists", "field": "name"}]}
            """),
        json(422, "{\"message\": \"Validation Failed\", \"errors\": [{\"code\": \"invalid\"}]}"));

    hands.ensureLabel("setpoint");
    hands.ensureLabel("setpoint");
    assertThatThrownBy(() -> hands.ensureLabel("set,point"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot create the label `set,point`");
  }

  @Test
  void longTextsAreCutBeforeTheyAreSent() throws IOException {
    github.always(json(201, MADE));

    hands.createIssue("é".repeat(300), "𝄞".repeat(30_000), List.of(), List.of());
    hands.createIssue("𝄞".repeat(200), "𝄞".repeat(15_000), List.of(), List.of());

    JsonNode cut = sent(0);
    assertThat(cut.path("title").asText()).isEqualTo("é".repeat(255) + "…");
    assertThat(cut.path("body").asText())
        .startsWith("𝄞".repeat(14_900))
        .endsWith("all of it stands in the plan)*")
        .doesNotContain("?");
    assertThat(cut.path("body").asText().getBytes(UTF_8)).hasSizeBetween(59_990, 60_000);
    assertThat(sent(1).path("title").asText()).isEqualTo("𝄞".repeat(127) + "…");
    assertThat(sent(1).path("body").asText()).isEqualTo("𝄞".repeat(15_000));
  }

  private JsonNode sent(int request) throws IOException {
    return Json.read(github.requests().get(request).body().getBytes(UTF_8));
  }
}
