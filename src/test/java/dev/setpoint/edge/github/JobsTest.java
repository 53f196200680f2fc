package dev.setpoint.edge.github;

import static dev.setpoint.edge.github.Stub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.edge.Token;
import dev.setpoint.job.Issue;
import dev.setpoint.job.Run;
import dev.setpoint.read.Found;
import dev.setpoint.read.JobSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of GitHub, and what is never read into it. */
class JobsTest {
  private static final Token TOKEN = Token.of("ghs_secret");

  private Stub github;
  private GitHubOptions options;
  private JobSource jobs;

  @BeforeEach
  void start() throws IOException {
    github = new Stub();
    options = GitHubOptions.of(github.url(), "shop/app", TOKEN);
    jobs = GitHubSession.open(options).jobs();
  }

  @AfterEach
  void stop() throws IOException {
    github.close();
  }

  private static String issue(int number, String more) {
    return """
    {"number": %d, "title": "T", "body": null, "user": {"login": "bot"}, "state": "open",
     "state_reason": null, "assignees": [{"login": "alice"}], "comments": 2,
     "created_at": "2026-03-01T09:00:00Z", "updated_at": "2026-03-02T09:00:00Z",
     "closed_at": null, "html_url": "https://github.com/shop/app/issues/7"%s}
    """
        .formatted(number, more);
  }

  private static String run(String more) {
    return """
    {"id": 9817, "run_attempt": 2, "event": "workflow_dispatch",
     "path": ".github/workflows/deploy.yml@refs/heads/main", "display_title": "Deploy",
     "actor": {"login": "bot"}, "status": "queued", "conclusion": null,
     "created_at": "2026-03-01T09:00:00Z", "run_started_at": "2026-03-01T09:05:00Z",
     "updated_at": "2026-03-02T09:00:00Z", "html_url": "u"%s}
    """
        .formatted(more);
  }

  @Test
  void openIssuesComeFromEveryPageWithoutPullRequestsAndOnceEach() throws IOException {
    github.then(
        json(
            200,
            "[" + issue(1, "") + "," + issue(2, ", \"pull_request\": {}") + "]",
            "Link: <" + github.url() + "/elsewhere?page=2>; rel=\"next\", <x>; rel=\"last\""),
        json(200, "[" + issue(1, "") + "," + issue(3, "") + "]"));

    assertThat(jobs.openIssues("set point&x")).extracting(Issue::number).containsExactly(1, 3);
    assertThat(github.requests())
        .extracting(Stub.Request::path)
        .containsExactly(
            "/repos/shop/app/issues?state=open&sort=created&direction=asc&per_page=100"
                + "&labels=set%20point%26x",
            "/elsewhere?page=2");
  }

  @Test
  void theNextPageIsNeverFetchedFromAnotherHost() throws IOException {
    try (Stub other = new Stub()) {
      for (String next : List.of(other.url() + "/x", "https://evil.example/x", "//evil/x", "%%")) {
        github.then(json(200, "[]", "Link: <" + next + ">; rel=\"next\""));
        assertThatThrownBy(() -> jobs.openIssues("setpoint"))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("another host");
      }
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void noRedirectIsFollowedWithTheToken() throws IOException {
    try (Stub other = new Stub()) {
      github.always(json(301, "{}", "Location: " + other.url() + "/x"));

      fails(() -> jobs.openIssues("setpoint"), "--repository");
      fails(() -> jobs.mayWrite("alice"), "--repository");
      fails(() -> jobs.issue(7), "--repository");
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void anIssueIsReadWithEverythingThatMatters() throws IOException {
    github.then(json(200, issue(7, ", \"closed_by\": {\"login\": \"carol\"}")));

    assertThat(jobs.issue(7))
        .isEqualTo(
            new Found.Present<>(
                new Issue(
                    7,
                    "T",
                    "",
                    "bot",
                    Issue.State.OPEN,
                    false,
                    List.of("alice"),
                    2,
                    Instant.parse("2026-03-01T09:00:00Z"),
                    Instant.parse("2026-03-02T09:00:00Z"),
                    Optional.empty(),
                    Optional.of("carol"),
                    "https://github.com/shop/app/issues/7")));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "open, null, OPEN",
        "open, reopened, OPEN",
        "closed, completed, COMPLETED",
        "closed, null, UNKNOWN",
        "closed, not_planned, NOT_PLANNED",
        "closed, duplicate, DUPLICATE",
        "closed, sold, UNKNOWN",
        "merged, completed, UNKNOWN"
      })
  void aReasonThatIsNotKnownIsNeverDone(String state, String reason, Issue.State expected)
      throws IOException {
    String word = reason == null ? "null" : "\"" + reason + "\"";
    String body =
        issue(7, "")
            .replace("\"state\": \"open\"", "\"state\": \"" + state + "\"")
            .replace("\"state_reason\": null", "\"state_reason\": " + word);
    github.then(json(200, body));

    Issue issue = present(jobs.issue(7));

    assertThat(issue.state()).isEqualTo(expected);
    assertThat(issue.reopened()).isEqualTo("reopened".equals(reason));
  }

  @Test
  void aJobThatIsGoneHasVanished() throws IOException {
    github.then(
        json(404, "{\"message\": \"Not Found\"}"),
        json(410, "{\"message\": \"This issue was deleted\"}"),
        json(301, "{}", "Location: " + github.url() + "/repositories/9/issues/3"),
        json(200, "{}"),
        json(200, issue(7, ", \"pull_request\": {}")),
        json(404, "{}"));

    assertThat(vanished(jobs.issue(7))).contains("404");
    assertThat(vanished(jobs.issue(7))).contains("deleted (410)");
    assertThat(vanished(jobs.issue(7))).contains("transferred");
    assertThat(vanished(jobs.issue(7))).contains("pull request");
    assertThat(vanished(jobs.run(5))).contains("404");
  }

  @Test
  void aFailedReadIsNeverAnEmptyOne() {
    github.then(
        json(500, "{}"),
        json(502, "<html>"),
        json(200, "<html>"),
        json(200, ""),
        json(200, "{}"),
        json(200, "[{}]"),
        json(401, "{}"),
        json(404, "{}"),
        new Stub.Reply.Raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n[]"));

    String doing = "cannot list open issues: ";
    fails(() -> jobs.openIssues("setpoint"), doing + "GitHub failed (500)");
    fails(() -> jobs.openIssues("setpoint"), doing + "GitHub failed (502)");
    fails(() -> jobs.openIssues("setpoint"), doing, "not JSON");
    fails(() -> jobs.openIssues("setpoint"), doing, "empty");
    fails(() -> jobs.openIssues("setpoint"), doing, "a list is missing");
    fails(() -> jobs.openIssues("setpoint"), doing, "`number`");
    fails(() -> jobs.openIssues("setpoint"), doing, "does not accept the token (401)");
    fails(() -> jobs.openIssues("setpoint"), doing, "hides it from this token (404)");
    fails(() -> jobs.openIssues("setpoint"), doing);
  }

  @Test
  void aMissingPermissionIsNamed() {
    github.then(
        json(
            403,
            "{\"message\": \"Resource not accessible by integration\"}",
            "X-Accepted-GitHub-Permissions: actions=read"));

    fails(() -> jobs.recentDispatches(), "cannot list workflow runs", "actions: read");
  }

  @Test
  void aRateLimitSaysWhenToComeBack() {
    github.always(json(403, "{}", "Retry-After: 30"));

    for (ThrowingCallable read :
        List.<ThrowingCallable>of(
            () -> jobs.openIssues("setpoint"),
            () -> jobs.issue(7),
            () -> jobs.mayWrite("alice"),
            () -> jobs.botLogin())) {
      assertThatThrownBy(read)
          .isInstanceOfSatisfying(
              RateLimited.class,
              limit -> assertThat(limit.retryAfter()).isEqualTo(Duration.ofSeconds(30)));
    }
    assertThat(github.requests()).hasSize(4);
  }

  @Test
  void aRunIsReadWithEverythingThatMatters() throws IOException {
    github.then(json(200, run("")));

    assertThat(jobs.run(9817))
        .isEqualTo(
            new Found.Present<>(
                new Run(
                    9817,
                    2,
                    "workflow_dispatch",
                    ".github/workflows/deploy.yml",
                    "Deploy",
                    "bot",
                    Run.State.UNFINISHED,
                    "",
                    Instant.parse("2026-03-01T09:00:00Z"),
                    Instant.parse("2026-03-01T09:05:00Z"),
                    Instant.parse("2026-03-02T09:00:00Z"),
                    "u")));
  }

  @ParameterizedTest
  @CsvSource({
    "queued, '', UNFINISHED",
    "in_progress, '', UNFINISHED",
    "waiting, '', UNFINISHED",
    "requested, success, UNFINISHED",
    "daydreaming, '', UNFINISHED",
    "completed, success, SUCCESS",
    "completed, failure, FAILED",
    "completed, timed_out, FAILED",
    "completed, startup_failure, FAILED",
    "completed, cancelled, CANCELLED",
    "completed, neutral, ATTENTION",
    "completed, skipped, ATTENTION",
    "completed, stale, ATTENTION",
    "completed, action_required, ATTENTION",
    "completed, splendid, ATTENTION",
    "completed, '', ATTENTION"
  })
  void onlySuccessIsSuccess(String status, String conclusion, Run.State expected) {
    assertThat(Shapes.runState(status, conclusion)).isEqualTo(expected);
  }

  @Test
  void recentDispatchesAreOnePageAndTheSearchIsAll() throws IOException {
    String page = "{\"total_count\": 2, \"workflow_runs\": [" + run("") + "]}";
    github.always(json(200, page, "Link: <" + github.url() + "/x>; rel=\"prev\""));
    github.then(json(200, page, "Link: <" + github.url() + "/x>; rel=\"next\""));

    assertThat(jobs.recentDispatches()).hasSize(1);
    assertThat(jobs.dispatchesSince(Instant.parse("2026-03-01T09:00:00.5Z"))).hasSize(1);
    assertThat(github.requests())
        .extracting(Stub.Request::path)
        .containsExactly(
            "/repos/shop/app/actions/runs?event=workflow_dispatch&per_page=100",
            "/repos/shop/app/actions/runs?event=workflow_dispatch&per_page=100"
                + "&created=%3E%3D2026-03-01T09%3A00%3A00Z");
  }

  @Test
  void aSearchThatGitHubCutsShortProvesNoAbsence() {
    github.always(json(200, "{\"total_count\": 1200, \"workflow_runs\": [" + run("") + "]}"));

    fails(() -> jobs.dispatchesSince(Instant.EPOCH), "there are 1200");
  }

  @ParameterizedTest
  @CsvSource({"admin, true", "write, true", "read, false", "none, false", "emperor, false"})
  void onlyWhoMayPushMayCommand(String permission, boolean may) throws IOException {
    github.then(json(200, "{\"permission\": \"" + permission + "\", \"user\": {}}"));

    assertThat(jobs.mayWrite("alice")).isEqualTo(may);
    assertThat(github.requests().getFirst().path())
        .isEqualTo("/repos/shop/app/collaborators/alice/permission");
  }

  @Test
  void aStrangerMayNotCommandAndAFunnyNameIsNotAskedAbout() throws IOException {
    github.then(json(404, "{}"));

    assertThat(jobs.mayWrite("mallory")).isFalse();
    assertThat(jobs.mayWrite("../../user")).isFalse();
    assertThat(jobs.mayWrite("")).isFalse();
    assertThat(github.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"permission\": 3}", "nonsense"})
  void aPermissionThatCannotBeReadIsNone(String body) throws IOException {
    github.always(json(200, body));
    boolean may;
    try {
      may = jobs.mayWrite("alice");
    } catch (IOException e) {
      may = false;
    }
    assertThat(may).isFalse();
  }

  @Test
  void aBranchIsReportedProtectedOrNot() throws IOException {
    github.then(
        json(200, "{\"name\": \"main\", \"protected\": true, \"commit\": {\"sha\": \"1\"}}"),
        json(200, "{\"name\": \"a/b\", \"protected\": false, \"commit\": {\"sha\": \"1\"}}"),
        json(404, "{}"));

    assertThat(jobs.isProtected("main")).isTrue();
    assertThat(jobs.isProtected("a/b")).isFalse();
    fails(() -> jobs.isProtected("nope"), "`nope`", "no such branch");
  }

  @Test
  void commentsComeFromEveryPageAndFromDeletedAccountsToo() throws IOException {
    String comment =
        "{\"id\": %d, \"issue_url\": \"https://api.github.com/repos/a/b/issues/7\", \"user\": %s,"
            + " \"body\": \"/retry\", \"created_at\": \"2026-03-01T09:00:00Z\"}";
    github.then(
        json(
            200,
            "[" + comment.formatted(1, "{\"login\": \"alice\"}") + "]",
            "Link: <" + github.url() + "/page2>; rel=\"next\""),
        json(200, "[" + comment.formatted(2, "null") + "]"));

    assertThat(jobs.comments(7))
        .containsExactly(
            new JobSource.Comment(7, 1, "alice", "/retry", Instant.parse("2026-03-01T09:00:00Z")),
            new JobSource.Comment(7, 2, "", "/retry", Instant.parse("2026-03-01T09:00:00Z")));
    assertThat(github.requests()).hasSize(2);
  }

  @Test
  void theOwnLoginIsAskedForOnlyWhereNobodyKnowsItAndOnlyOnce() throws IOException {
    github.then(json(200, "{\"login\": \"ann\"}"));

    assertThat(jobs.botLogin()).isEqualTo("ann");
    assertThat(jobs.botLogin()).isEqualTo("ann");
    assertThat(GitHubSession.open(options.withActionsToken()).jobs().botLogin())
        .isEqualTo("github-actions[bot]");
    assertThat(GitHubSession.open(options.withActionsToken().withLogin("x[bot]")).jobs().botLogin())
        .isEqualTo("x[bot]");
    assertThat(github.requests()).hasSize(1);
  }

  @Test
  void aTokenThatMayNotAskWhoItIsSaysWhatToDo() {
    github.then(json(403, "{\"message\": \"Resource not accessible by integration\"}"));

    fails(() -> jobs.botLogin(), "--login");
  }

  @Test
  void theServersClockIsTheLatestDateSeen() throws IOException {
    github.then(
        json(404, "{}", "Date: Sun, 01 Mar 2026 09:00:00 GMT"),
        json(404, "{}", "Date: yesterday"),
        json(404, "{}", "Date: Sun, 01 Mar 2026 09:00:07 GMT"));

    assertThat(jobs.serverTime()).isEmpty();
    jobs.run(1);
    assertThat(jobs.serverTime()).contains(Instant.parse("2026-03-01T09:00:00Z"));
    jobs.run(1);
    assertThat(jobs.serverTime()).contains(Instant.parse("2026-03-01T09:00:00Z"));
    jobs.run(1);
    assertThat(jobs.serverTime()).contains(Instant.parse("2026-03-01T09:00:07Z"));
  }

  @Test
  void anAnswerWithoutEndIsCut() {
    github.then(json(200, "[" + " ".repeat(33 * 1024 * 1024) + "]"));

    fails(() -> jobs.openIssues("setpoint"), "larger than 32 MiB");
  }

  @Test
  void theTokenIsInNoErrorThoughTheServerEchoesIt() {
    github.always(json(422, "{\"message\": \"bad: ghs_secret Z2hzX3NlY3JldA==\"}"));

    assertThatThrownBy(() -> jobs.openIssues("setpoint"))
        .hasMessageContaining("bad: *** ***")
        .hasMessageNotContaining("ghs_secret");
  }

  @Test
  void nothingAnsweringIsSaidInASentence() throws IOException {
    String nowhere = github.url();
    github.close();
    JobSource none = GitHubSession.open(GitHubOptions.of(nowhere, "shop/app", TOKEN)).jobs();

    fails(() -> none.openIssues("setpoint"), "cannot list open issues", "nothing answers there");
    fails(() -> none.mayWrite("alice"), "alice", "nothing answers there");
  }

  private static void fails(ThrowingCallable read, String... words) {
    assertThatThrownBy(read).isInstanceOf(IOException.class).hasMessageContainingAll(words);
  }

  private static <T> T present(Found<T> found) {
    return switch (found) {
      case Found.Present<T> present -> present.value();
      case Found.Vanished<T> vanished -> throw new AssertionError(vanished.reason());
    };
  }

  private static String vanished(Found<?> found) {
    assertThat(found).isInstanceOf(Found.Vanished.class);
    return ((Found.Vanished<?>) found).reason();
  }
}
