package dev.setpoint.edge.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.setpoint.edge.Token;
import dev.setpoint.execute.ClaimStore.Answer;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.RefChange;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.read.Tip;
import dev.setpoint.sync.PlanBranch.Pushed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The git side against git's own server over HTTP: the same answers, and what a network adds. */
class GitHttpTest {
  private static final String CLAIM = "refs/setpoint/claims/p/s/1";
  private static final String OTHER = "refs/setpoint/claims/p/t/1";
  private static final Token TOKEN = Token.of(GitHttp.TOKEN);

  @TempDir Path directory;
  private Origin origin;
  private GitHttp http;
  private GitSession session;

  @BeforeEach
  void open() throws IOException {
    origin = Origin.in(directory.resolve("shop/app.git"));
    http = GitHttp.over(directory);
    session = GitSession.open(GitOptions.of(http.url("shop/app.git"), TOKEN));
  }

  @AfterEach
  void close() {
    session.close();
    http.close();
    origin.close();
  }

  private Tip fetchOnePlan() throws IOException {
    origin.commit("main", Map.of("plans/a.md", "# A", "film.bin", "x".repeat(2_000_000)));
    return session.plans().fetch();
  }

  private CommitId claim() {
    Answer answer = session.claims().push(List.of(RefChange.create(CLAIM, "1"))).getFirst();
    assertThat(answer).isInstanceOf(Answer.Done.class);
    return ((Answer.Done) answer).commit();
  }

  private Pushed push(Tip tip, List<RefChange> outcomes) throws IOException {
    return session
        .planBranch()
        .push(
            tip.commit(),
            Map.of(new PlanPath("plans/a.md"), "# A, ours".getBytes(StandardCharsets.UTF_8)),
            "p: done\n",
            outcomes);
  }

  @Test
  void aWholePassWorksAgainstGitsOwnServer() throws IOException {
    Tip tip = fetchOnePlan();
    CommitId claim = claim();

    Pushed pushed = push(tip, List.of(RefChange.advance(CLAIM, claim, "DONE")));

    String now = origin.tip("refs/heads/main").orElseThrow();
    assertThat(pushed).isEqualTo(new Pushed.Done(Optional.of(new CommitId(now))));
    assertThat(origin.content("main", "plans/a.md")).contains("# A, ours");
    Tip after = session.plans().fetch();
    assertThat(after.commit().hex()).isEqualTo(now);
    assertThat(after.refs())
        .singleElement()
        .satisfies(ref -> assertThat(ref.message()).isEqualTo("DONE"));
    // Fetch, claim, push, fetch; and the first fetch once more, for git does not filter by itself.
    assertThat(session.requests()).isEqualTo(5);
  }

  @Test
  void theTokenIsSentAtOnceSoThatNoRequestIsRefusedFirst() throws IOException {
    fetchOnePlan();
    http.allowFilters();
    try (GitSession other = GitSession.open(GitOptions.of(http.url("shop/app.git"), TOKEN))) {
      int before = http.requests().size();
      other.plans().fetch();
      assertThat(http.requests()).hasSize(before + 3);
      assertThat(http.authorizations()).allMatch(a -> a.startsWith("Basic "));
    }
  }

  @Test
  void filesThatAreTooLargeForAPlanStayWhereTheyAre() throws IOException {
    origin.commit("main", Map.of("plans/a.md", "# A", "plans/big.md", "y".repeat(1024 * 1024 + 1)));
    http.allowFilters();

    Tip tip = session.plans().fetch();

    assertThat(tip.plans()).hasSize(2);
    assertThat(tip.plans().get(1).bytes()).hasSize(1024 * 1024 + 1);
    assertThat(tip.plans().get(1).bytes()).asString().isBlank();
    assertThat(push(tip, List.of())).isInstanceOf(Pushed.Done.class);
    assertThat(origin.content("main", "plans/big.md").orElseThrow()).startsWith("yyy");
  }

  @Test
  void aFileOfExactlyTheLimitArrivesWhole() throws IOException {
    origin.commit("main", Map.of("plans/a.md", "y".repeat(1024 * 1024)));
    http.allowFilters();

    assertThat(session.plans().fetch().plans().getFirst().bytes())
        .asString()
        .isEqualTo("y".repeat(1024 * 1024));
  }

  @Test
  void aSecondFetchIsIncrementalAlsoWithFilesLeftOut() throws IOException {
    http.allowFilters();
    fetchOnePlan();
    origin.commit("main", Map.of("film.bin", "short now"));
    origin.commit("main", Map.of("plans/b.md", "# B"));

    Tip tip = session.plans().fetch();

    assertThat(tip.plans()).hasSize(2);
    int before = http.requests().size();
    session.plans().fetch();
    assertThat(http.requests()).hasSize(before + 2);
  }

  @Test
  void aFileThatIsADifferenceToOneLeftOutStillArrives() throws IOException {
    http.allowFilters();
    Random letters = new Random(1);
    StringBuilder film = new StringBuilder();
    letters.ints(1_200_000, 'a', 'z').forEach(c -> film.append((char) c));
    origin.commit("main", Map.of("plans/a.md", film.toString()));
    session.plans().fetch();
    String cut = film.substring(0, 900_000);
    origin.commit("main", Map.of("plans/a.md", cut));

    assertThat(session.plans().fetch().plans().getFirst().bytes()).asString().isEqualTo(cut);
  }

  @Test
  void twoProcessesCannotBothHaveTheClaim() throws IOException {
    fetchOnePlan();
    try (GitSession other = GitSession.open(GitOptions.of(http.url("shop/app.git"), TOKEN))) {
      Answer theirs = other.claims().push(List.of(RefChange.create(CLAIM, "1"))).getFirst();
      Answer ours = session.claims().push(List.of(RefChange.create(CLAIM, "1"))).getFirst();

      assertThat(theirs).isInstanceOf(Answer.Done.class);
      assertThat(ours).isInstanceOf(Answer.Lost.class);
    }
  }

  @Test
  void aRaceLostBetweenListAndPushIsLostAndTheOthersAreDone() throws IOException {
    String tip = fetchOnePlan().commit().hex();
    http.fails(
        request -> {
          if (GitHttp.isPush(request)) {
            origin.set(CLAIM, tip);
          }
          return false;
        });

    List<Answer> answers =
        session.claims().push(List.of(RefChange.create(CLAIM, "1"), RefChange.create(OTHER, "1")));

    assertThat(answers.get(0)).isInstanceOf(Answer.Lost.class);
    assertThat(answers.get(1)).isInstanceOf(Answer.Done.class);
    assertThat(origin.tip(CLAIM)).contains(tip);
  }

  @Test
  void aPersonsPushBetweenListAndPushIsARaceAndNothingOfOursHappens() throws IOException {
    Tip tip = fetchOnePlan();
    CommitId claim = claim();
    AtomicInteger once = new AtomicInteger();
    http.fails(
        request -> {
          if (GitHttp.isPush(request) && once.getAndIncrement() == 0) {
            origin.commit("main", Map.of("README.md", "theirs"));
          }
          return false;
        });

    Pushed pushed = push(tip, List.of(RefChange.advance(CLAIM, claim, "DONE")));

    assertThat(pushed).isEqualTo(new Pushed.Raced());
    assertThat(origin.content("main", "README.md")).contains("theirs");
    assertThat(origin.content("main", "plans/a.md")).contains("# A");
    assertThat(origin.tip(CLAIM)).contains(claim.hex());
    Tip again = session.plans().fetch();
    assertThat(push(again, List.of(RefChange.advance(CLAIM, claim, "DONE"))))
        .isInstanceOf(Pushed.Done.class);
    assertThat(origin.content("main", "README.md")).contains("theirs");
  }

  @Test
  void aPushThatLandedThoughItsAnswerWasLostIsDone() throws IOException {
    Tip tip = fetchOnePlan();
    CommitId claim = claim();
    http.fails(new AnswerLost());

    Pushed pushed = push(tip, List.of(RefChange.advance(CLAIM, claim, "DONE")));

    String now = origin.tip("refs/heads/main").orElseThrow();
    assertThat(pushed).isEqualTo(new Pushed.Done(Optional.of(new CommitId(now))));
    assertThat(now).isNotEqualTo(tip.commit().hex());
  }

  @Test
  void aPushThatDidNotLandIsAFailureThatTheNextPassMends() throws IOException {
    Tip tip = fetchOnePlan();
    http.fails(
        request -> GitHttp.isPush(request) && GitHttp.reply(request, 502, "<html>bad gateway"));

    assertThatThrownBy(() -> push(tip, List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot write the plans to " + http.url("shop/app.git"))
        .hasMessageContaining("502");
    assertThat(origin.tip("refs/heads/main")).contains(tip.commit().hex());
  }

  @Test
  void aClaimWithoutAnAnswerIsUnclearAndReadingTells() throws IOException {
    fetchOnePlan();
    http.fails(new AnswerLost());

    Answer answer = session.claims().push(List.of(RefChange.create(CLAIM, "1"))).getFirst();

    assertThat(answer).isInstanceOf(Answer.Unclear.class);
    assertThat(session.claims().read(CLAIM).orElseThrow().commit())
        .isEqualTo(((Answer.Unclear) answer).commit());
  }

  @Test
  void aClaimThatWasTurnedDownBeforeTheConnectionBrokeIsLostForCertain() throws IOException {
    origin.set(CLAIM, fetchOnePlan().commit().hex());
    http.fails(new AnswerLost());

    List<Answer> answers =
        session.claims().push(List.of(RefChange.create(CLAIM, "1"), RefChange.create(OTHER, "1")));

    assertThat(answers.get(0)).isInstanceOf(Answer.Lost.class);
    assertThat(answers.get(1)).isInstanceOf(Answer.Unclear.class);
  }

  @Test
  void aHookThatDeclinesIsARefusalInTheServersWords() throws IOException {
    Tip tip = fetchOnePlan();
    CommitId claim = claim();
    Path hook = origin.directory().resolve("hooks/update");
    Files.createDirectories(hook.getParent());
    Files.writeString(
        hook,
        """
        #!/bin/sh
        [ "$1" = refs/heads/main ] || exit 0
        echo 'error: GH006: Protected branch update failed for refs/heads/main.' >&2
        exit 1
        """);
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));

    Pushed pushed = push(tip, List.of(RefChange.advance(CLAIM, claim, "DONE")));

    assertThat(pushed)
        .isInstanceOfSatisfying(
            Pushed.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .contains("refs/heads/main")
                    .contains("GH006: Protected branch update failed"));
    assertThat(origin.tip(CLAIM)).contains(claim.hex());
  }

  @Test
  void aTokenThatMayOnlyReadIsARefusal() throws IOException {
    Tip tip = fetchOnePlan();
    http.fails(
        request ->
            request.getRequestURI().toString().contains("receive-pack")
                && GitHttp.reply(request, 403, "Write access to repository not granted."));

    assertThat(session.claims().push(List.of(RefChange.create(CLAIM, "1"))).getFirst())
        .isInstanceOfSatisfying(
            Answer.Refused.class, r -> assertThat(r.reason()).contains("`contents`"));
    assertThat(push(tip, List.of())).isInstanceOf(Pushed.Refused.class);
  }

  @Test
  void aServerWithoutAtomicPushesIsToldApartFromARace() throws IOException {
    Tip tip = fetchOnePlan();
    CommitId claim = claim();
    http.forbidAtomic();

    assertThat(push(tip, List.of(RefChange.advance(CLAIM, claim, "DONE"))))
        .isInstanceOfSatisfying(
            Pushed.Refused.class, r -> assertThat(r.reason()).contains("atomic"));
    assertThat(origin.tip("refs/heads/main")).contains(tip.commit().hex());
  }

  @Test
  void everyFailureToReadIsASentence() throws IOException {
    fetchOnePlan();
    String what = "cannot read plans and claims from " + http.url("shop/app.git") + ": ";
    http.fails(request -> GitHttp.reply(request, 404, "no"));
    fails(() -> session.plans().fetch(), what + "there is no such repository");
    http.fails(request -> GitHttp.reply(request, 503, "no"));
    fails(() -> session.plans().fetch(), what + "the server answered 503");
    http.fails(request -> GitHttp.reply(request, 200, "<html>hello"));
    fails(() -> session.plans().fetch(), what);
    http.fails(
        request -> {
          request.close();
          return true;
        });
    fails(() -> session.plans().fetch(), what);
    http.works();
    try (GitSession bad =
            GitSession.open(GitOptions.of(http.url("shop/app.git"), Token.of("wrong4712")));
        GitSession none = GitSession.open(GitOptions.of(http.url("shop/app.git"), Token.NONE))) {
      fails(() -> bad.plans().fetch(), what + "the server does not accept the token (401)");
      fails(() -> none.plans().fetch(), what + "the server asks for a token (401)");
    }
    http.close();
    fails(() -> session.plans().fetch(), what + "nothing answers there");
  }

  @Test
  void noRedirectIsFollowedWithTheToken() throws IOException {
    fetchOnePlan();
    try (GitHttp other = GitHttp.over(directory)) {
      http.fails(
          request ->
              GitHttp.reply(
                  request,
                  302,
                  "",
                  "Location",
                  other.url("shop/app.git") + "/info/refs?service=git-upload-pack"));

      fails(() -> session.plans().fetch(), "it has moved to " + other.url("shop/app.git"));
      fails(
          () -> session.claims().read(CLAIM),
          "redirects are not followed because the token would go along");
      assertThat(session.claims().push(List.of(RefChange.create(CLAIM, "1"))).getFirst())
          .isInstanceOf(Answer.Refused.class);
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void aSecretWrittenIntoTheUrlWorksAndIsNeverShown() throws IOException {
    origin.commit("main", Map.of("plans/a.md", "# A"));
    String url =
        http.url("shop/app.git").replace("://", "://x-access-token:" + GitHttp.TOKEN + "@");
    try (GitSession other = GitSession.open(GitOptions.of(url, Token.NONE))) {
      assertThat(other.plans().fetch().plans()).hasSize(1);
      http.fails(request -> GitHttp.reply(request, 500, "no"));
      fails(() -> other.plans().fetch(), http.url("shop/app.git"));
    }
  }

  /** Every exception, with all that caused it, without the token in any spelling. */
  private static void fails(ThrowingCallable read, String words) {
    assertThatThrownBy(read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(words)
        .satisfies(
            thrown -> {
              StringWriter all = new StringWriter();
              thrown.printStackTrace(new PrintWriter(all));
              String base64 =
                  Base64.getEncoder()
                      .encodeToString(
                          ("x-access-token:" + GitHttp.TOKEN).getBytes(StandardCharsets.UTF_8));
              assertThat(all.toString()).doesNotContain(GitHttp.TOKEN, base64, "wrong4712");
            });
  }

  /** Pushes reach git; what it says does not come back. */
  private static final class AnswerLost implements GitHttp.Fault {
    @Override
    public boolean before(HttpExchange request) {
      return false;
    }

    @Override
    public boolean swallowsAnswer(HttpExchange request) {
      return GitHttp.isPush(request);
    }
  }
}
