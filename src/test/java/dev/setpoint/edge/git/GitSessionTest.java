package dev.setpoint.edge.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.edge.Token;
import dev.setpoint.execute.ClaimStore.Answer;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.RefChange;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.Tip;
import dev.setpoint.sync.PlanBranch.Pushed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectInserter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the git side does with a repository in a directory, where no network can blur it. */
class GitSessionTest {
  private static final String CLAIM = "refs/setpoint/claims/p/s/1";
  private static final String OTHER = "refs/setpoint/claims/p/t/1";

  @TempDir Path directory;
  private Origin origin;
  private GitSession session;

  @BeforeEach
  void open() throws IOException {
    origin = Origin.in(directory.resolve("origin.git"));
    // The clock stands still: commits must be unique by themselves.
    Clock clock = Clock.fixed(Instant.parse("2026-03-01T09:00:00Z"), ZoneOffset.UTC);
    session = GitSession.open(GitOptions.of(origin.url(), Token.NONE).withClock(clock));
  }

  @AfterEach
  void close() {
    session.close();
    origin.close();
  }

  @Test
  void oneFetchBringsPlansSettingsWorkflowsAndClaims() throws IOException {
    String tip =
        origin.commit(
            "main",
            Map.of(
                "plans/a.md", "# A",
                "plans/deep/er/b.md", "# B",
                "docs/c.md", "# C",
                "plans/notes.txt", "no",
                ".github/setpoint.yml", "label: x",
                ".github/workflows/deploy.yml", "on: push",
                ".github/workflows/sub/no.yml", "on: push"));
    origin.set(CLAIM, tip);

    Tip seen = session.plans().fetch();

    assertThat(seen.commit()).isEqualTo(new CommitId(tip));
    assertThat(seen.branch()).isEqualTo("main");
    assertThat(seen.defaultBranch()).isEqualTo("main");
    assertThat(paths(seen.plans())).containsExactly("plans/a.md", "plans/deep/er/b.md");
    assertThat(seen.plans().getFirst().bytes()).asString().isEqualTo("# A");
    assertThat(seen.settings())
        .map(f -> new String(f.bytes(), StandardCharsets.UTF_8))
        .contains("label: x");
    assertThat(paths(seen.workflows())).containsExactly(".github/workflows/deploy.yml");
    assertThat(seen.markdown())
        .extracting(PlanPath::value)
        .containsExactly("docs/c.md", "plans/a.md", "plans/deep/er/b.md");
    assertThat(seen.refs())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.name()).isEqualTo(CLAIM);
              assertThat(r.message()).isEqualTo("A person's change\n");
            });
    assertThat(session.requests()).isEqualTo(1);
  }

  @Test
  void aSecondFetchSeesWhatChangedAndWhatIsGone() throws IOException {
    String first = origin.commit("main", Map.of("plans/a.md", "# A"));
    origin.set(CLAIM, first);
    session.plans().fetch();
    origin.delete(CLAIM);
    origin.set(OTHER, first);
    String second = origin.commit("main", Map.of("plans/a.md", "# A, changed"));

    Tip seen = session.plans().fetch();

    assertThat(seen.commit().hex()).isEqualTo(second);
    assertThat(seen.plans().getFirst().bytes()).asString().isEqualTo("# A, changed");
    assertThat(seen.refs()).singleElement().satisfies(r -> assertThat(r.name()).isEqualTo(OTHER));
    assertThat(session.requests()).isEqualTo(2);
  }

  @Test
  void workflowsComeFromTheDefaultBranchAlsoWhenPlansLiveOnAnother() throws IOException {
    origin.commit("main", Map.of(".github/workflows/deploy.yml", "main's"));
    origin.commit(
        "plans", Map.of("plans/a.md", "# A", ".github/workflows/deploy.yml", "the plan branch's"));
    Layout onPlans = new Layout(Optional.of("plans"), Globs.parse("plans/**/*.md"));
    try (GitSession other =
        GitSession.open(GitOptions.of(origin.url(), Token.NONE).withLayout(settings -> onPlans))) {
      Tip seen = other.plans().fetch();

      assertThat(seen.branch()).isEqualTo("plans");
      assertThat(seen.defaultBranch()).isEqualTo("main");
      assertThat(paths(seen.plans())).containsExactly("plans/a.md");
      assertThat(seen.workflows().getFirst().bytes()).asString().isEqualTo("main's");
      assertThat(other.requests()).isEqualTo(1);
    }
  }

  @Test
  void theSettingsFileMayNameThePlanBranch() throws IOException {
    origin.commit("main", Map.of(".github/setpoint.yml", "branch: plans", "plans/x.md", "# no"));
    origin.commit("plans", Map.of("plans/a.md", "# A"));
    try (GitSession other =
        GitSession.open(
            GitOptions.of(origin.url(), Token.NONE)
                .withLayout(
                    settings ->
                        new Layout(settings.map(f -> "plans"), Globs.parse("plans/*.md"))))) {
      assertThat(paths(other.plans().fetch().plans())).containsExactly("plans/a.md");
      assertThat(other.plans().fetch().branch()).isEqualTo("plans");
      assertThat(other.requests()).isEqualTo(3);
    }
  }

  @Test
  void linksAndSubmodulesAreNotPlans() throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    files.put("plans/a.md", "# A".getBytes(StandardCharsets.UTF_8));
    files.put("plans/passwd.md", "/etc/passwd".getBytes(StandardCharsets.UTF_8));
    files.put("plans/run.md", "# Run".getBytes(StandardCharsets.UTF_8));
    origin.commit(
        "main",
        files,
        Map.of("plans/passwd.md", FileMode.SYMLINK, "plans/run.md", FileMode.EXECUTABLE_FILE));

    Tip seen = session.plans().fetch();

    assertThat(paths(seen.plans())).containsExactly("plans/a.md", "plans/run.md");
    assertThat(seen.markdown()).hasSize(2);
  }

  @Test
  void aFileIsReadToOneByteBeyondTheLimit() throws IOException {
    origin.commit("main", Map.of("plans/big.md", "x".repeat(3 * 1024 * 1024)));

    assertThat(session.plans().fetch().plans().getFirst().bytes()).hasSize(1024 * 1024 + 1);
  }

  @Test
  void aRefThatIsNoCommitIsShownWithoutAMessageAndStopsNothing() throws IOException {
    origin.commit("main", Map.of("plans/a.md", "# A"));
    try (ObjectInserter inserter = origin.repository().newObjectInserter()) {
      origin.set("refs/setpoint/odd", inserter.insert(Constants.OBJ_BLOB, bytes("x")).name());
      inserter.flush();
    }
    session.plans().fetch();
    origin.commit("main", Map.of("plans/b.md", "# B"));

    Tip seen = session.plans().fetch();

    assertThat(seen.plans()).hasSize(2);
    assertThat(seen.refs()).singleElement().satisfies(r -> assertThat(r.message()).isEmpty());
  }

  @Test
  void hundredsOfClaimsAreReadAndWrittenAtOnce() throws IOException {
    origin.commit("main", Map.of("plans/a.md", "# A"));
    session.plans().fetch();
    List<RefChange> changes =
        IntStream.range(0, 300)
            .mapToObj(i -> RefChange.create("refs/setpoint/claims/p/s" + i + "/1", "claim " + i))
            .toList();

    assertThat(session.claims().push(changes)).allMatch(Answer.Done.class::isInstance);

    try (GitSession other = GitSession.open(GitOptions.of(origin.url(), Token.NONE))) {
      assertThat(other.plans().fetch().refs()).hasSize(300);
      assertThat(other.requests()).isEqualTo(1);
    }
    assertThat(session.requests()).isEqualTo(2);
  }

  @Test
  void aMissingBranchIsNamed() throws IOException {
    origin.commit("main", Map.of("plans/a.md", "# A"));
    Layout elsewhere = new Layout(Optional.of("nope"), Globs.parse("plans/*.md"));
    try (GitSession other =
        GitSession.open(
            GitOptions.of(origin.url(), Token.NONE).withLayout(settings -> elsewhere))) {
      assertThatThrownBy(() -> other.plans().fetch())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no branch `nope`");
    }
  }

  @Test
  void anEmptyRepositorySaysSo() {
    assertThatThrownBy(() -> session.plans().fetch())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no commits");
  }

  @Test
  void aDirectoryThatIsNoRepositorySaysSo() throws IOException {
    try (GitSession none =
        GitSession.open(GitOptions.of(directory.resolve("none").toString(), Token.NONE))) {
      assertThatThrownBy(() -> none.plans().fetch())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot read plans and claims from file:")
          .hasMessageContaining("there is no git repository");
    }
  }

  @Test
  void aClaimIsCreatedOnceAndTheSecondIsLost() throws IOException {
    origin.commit("main", Map.of("plans/a.md", "# A"));
    session.plans().fetch();

    Answer first = session.claims().push(List.of(RefChange.create(CLAIM, "mine\n"))).getFirst();
    Answer second = session.claims().push(List.of(RefChange.create(CLAIM, "mine\n"))).getFirst();

    assertThat(first).isInstanceOf(Answer.Done.class);
    assertThat(second).isInstanceOf(Answer.Lost.class);
    String tip = origin.tip(CLAIM).orElseThrow();
    assertThat(((Answer.Done) first).commit().hex()).isEqualTo(tip);
    assertThat(origin.show(tip).getFullMessage()).isEqualTo("mine\n");
    assertThat(origin.show(tip).getParentCount()).isZero();
    assertThat(origin.show(tip).getTree().name())
        .isEqualTo("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
  }

  @Test
  void oneLostRaceDoesNotAbortTheOthers() throws IOException {
    String tip = origin.commit("main", Map.of("plans/a.md", "# A"));
    origin.set(CLAIM, tip);

    List<Answer> answers =
        session.claims().push(List.of(RefChange.create(CLAIM, "x"), RefChange.create(OTHER, "y")));

    assertThat(answers.get(0)).isInstanceOf(Answer.Lost.class);
    assertThat(answers.get(1)).isInstanceOf(Answer.Done.class);
    assertThat(origin.tip(CLAIM)).contains(tip);
    assertThat(origin.tip(OTHER)).isPresent();
  }

  @Test
  void aClaimMovesOnlyFromWhereItWasRead() throws IOException {
    origin.commit("main", Map.of("plans/a.md", "# A"));
    CommitId made = done(session.claims().push(List.of(RefChange.create(CLAIM, "1"))));
    CommitId moved = done(session.claims().push(List.of(RefChange.advance(CLAIM, made, "2"))));

    Answer stale = session.claims().push(List.of(RefChange.advance(CLAIM, made, "3"))).getFirst();

    assertThat(stale).isInstanceOf(Answer.Lost.class);
    assertThat(origin.tip(CLAIM)).contains(moved.hex());
    assertThat(origin.show(moved.hex()).getParent(0).name()).isEqualTo(made.hex());
  }

  @Test
  void aClaimMadeByAnotherProcessCanBeMovedOnWithoutAFetchOfEverything() throws IOException {
    origin.commit("main", Map.of("plans/a.md", "# A"));
    CommitId made = done(session.claims().push(List.of(RefChange.create(CLAIM, "1"))));
    try (GitSession other = GitSession.open(GitOptions.of(origin.url(), Token.NONE))) {
      CommitId moved = done(other.claims().push(List.of(RefChange.advance(CLAIM, made, "2"))));
      assertThat(origin.tip(CLAIM)).contains(moved.hex());
    }
  }

  @Test
  void aClaimIsReleasedOnlyAsItWasRead() throws IOException {
    origin.commit("main", Map.of("plans/a.md", "# A"));
    CommitId made = done(session.claims().push(List.of(RefChange.create(CLAIM, "1"))));
    CommitId moved = done(session.claims().push(List.of(RefChange.advance(CLAIM, made, "2"))));

    Answer stale = session.claims().push(List.of(RefChange.delete(CLAIM, made))).getFirst();
    Answer right = session.claims().push(List.of(RefChange.delete(CLAIM, moved))).getFirst();
    Answer again = session.claims().push(List.of(RefChange.delete(CLAIM, moved))).getFirst();

    assertThat(stale).isInstanceOf(Answer.Lost.class);
    assertThat(right).isEqualTo(new Answer.Done(moved));
    assertThat(again).isInstanceOf(Answer.Lost.class);
    assertThat(origin.tip(CLAIM)).isEmpty();
  }

  @Test
  void oneRefIsReadByName() throws IOException {
    origin.commit("main", Map.of("plans/a.md", "# A"));
    CommitId made = done(session.claims().push(List.of(RefChange.create(CLAIM, "1\n"))));

    assertThat(session.claims().read(CLAIM))
        .hasValueSatisfying(
            ref -> {
              assertThat(ref.commit()).isEqualTo(made);
              assertThat(ref.message()).isEqualTo("1\n");
            });
    assertThat(session.claims().read(OTHER)).isEmpty();
    assertThat(session.claims().read("refs/setpoint/claims/p/s")).isEmpty();
  }

  @Test
  void thePlanCommitChangesOnlyTheEditedFileAndCarriesTheOutcomes() throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    files.put("plans/a.md", "# A".getBytes(StandardCharsets.UTF_8));
    files.put("plans/run.md", "# R".getBytes(StandardCharsets.UTF_8));
    files.put("plans/z/ü.md", "link".getBytes(StandardCharsets.UTF_8));
    files.put("plans.md", "beside the directory".getBytes(StandardCharsets.UTF_8));
    files.put("plans0", "beside the directory".getBytes(StandardCharsets.UTF_8));
    origin.commit(
        "main",
        files,
        Map.of("plans/run.md", FileMode.EXECUTABLE_FILE, "plans/z/ü.md", FileMode.SYMLINK));
    List<String> before = origin.files("main");
    Tip tip = session.plans().fetch();
    CommitId claim = done(session.claims().push(List.of(RefChange.create(CLAIM, "1"))));

    Pushed pushed =
        session
            .planBranch()
            .push(
                tip.commit(),
                Map.of(new PlanPath("plans/run.md"), bytes("# R, done")),
                "p: done\n",
                List.of(RefChange.advance(CLAIM, claim, "DONE")));

    String now = origin.tip("refs/heads/main").orElseThrow();
    assertThat(pushed).isEqualTo(new Pushed.Done(Optional.of(new CommitId(now))));
    assertThat(origin.content("main", "plans/run.md")).contains("# R, done");
    assertThat(origin.files("main")).isEqualTo(before);
    assertThat(origin.show(now).getParent(0).name()).isEqualTo(tip.commit().hex());
    assertThat(origin.show(now).getAuthorIdent().getName()).isEqualTo("github-actions[bot]");
    assertThat(origin.show(origin.tip(CLAIM).orElseThrow()).getFullMessage()).isEqualTo("DONE");
  }

  @Test
  void someoneElsesCommitMakesThePushARaceAndNothingOfItHappens() throws IOException {
    origin.commit("main", Map.of("plans/a.md", "# A"));
    Tip tip = session.plans().fetch();
    CommitId claim = done(session.claims().push(List.of(RefChange.create(CLAIM, "1"))));
    String theirs = origin.commit("main", Map.of("plans/a.md", "# A, theirs"));

    Pushed pushed =
        session
            .planBranch()
            .push(
                tip.commit(),
                Map.of(new PlanPath("plans/a.md"), bytes("# A, ours")),
                "p: done\n",
                List.of(RefChange.advance(CLAIM, claim, "DONE")));

    assertThat(pushed).isEqualTo(new Pushed.Raced());
    assertThat(origin.tip("refs/heads/main")).contains(theirs);
    assertThat(origin.tip(CLAIM)).contains(claim.hex());
  }

  @Test
  void aLostClaimKeepsThePlanCommitBackToo() throws IOException {
    String first = origin.commit("main", Map.of("plans/a.md", "# A"));
    Tip tip = session.plans().fetch();
    CommitId claim = done(session.claims().push(List.of(RefChange.create(CLAIM, "1"))));
    done(session.claims().push(List.of(RefChange.advance(CLAIM, claim, "2"))));

    Pushed pushed =
        session
            .planBranch()
            .push(
                tip.commit(),
                Map.of(new PlanPath("plans/a.md"), bytes("# A, ours")),
                "p: done\n",
                List.of(RefChange.advance(CLAIM, claim, "DONE")));

    assertThat(pushed).isEqualTo(new Pushed.Raced());
    assertThat(origin.tip("refs/heads/main")).contains(first);
  }

  @Test
  void editsThatChangeNothingMakeNoCommitAndNoRequest() throws IOException {
    origin.commit("main", Map.of("plans/a.md", "# A"));
    Tip tip = session.plans().fetch();

    Pushed pushed =
        session
            .planBranch()
            .push(tip.commit(), Map.of(new PlanPath("plans/a.md"), bytes("# A")), "m", List.of());

    assertThat(pushed).isEqualTo(new Pushed.Done(Optional.empty()));
    assertThat(session.requests()).isEqualTo(1);
  }

  @Test
  void outcomesGoWithoutACommitWhereNoPlanChanges() throws IOException {
    String first = origin.commit("main", Map.of("plans/a.md", "# A"));
    Tip tip = session.plans().fetch();
    CommitId claim = done(session.claims().push(List.of(RefChange.create(CLAIM, "1"))));

    Pushed pushed =
        session
            .planBranch()
            .push(tip.commit(), Map.of(), "", List.of(RefChange.advance(CLAIM, claim, "DONE")));

    assertThat(pushed).isEqualTo(new Pushed.Done(Optional.empty()));
    assertThat(origin.tip("refs/heads/main")).contains(first);
    assertThat(origin.show(origin.tip(CLAIM).orElseThrow()).getFullMessage()).isEqualTo("DONE");
  }

  @Test
  void sshIsRefusedWithTheWayOut() {
    for (String url : List.of("git@github.com:shop/app.git", "ssh://git@github.com/shop/app")) {
      assertThatThrownBy(() -> GitSession.open(GitOptions.of(url, Token.NONE)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("https://");
    }
  }

  private static CommitId done(List<Answer> answers) {
    assertThat(answers).singleElement().isInstanceOf(Answer.Done.class);
    return ((Answer.Done) answers.getFirst()).commit();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> paths(List<PlanFile> files) {
    return files.stream().map(f -> f.path().value()).toList();
  }
}
