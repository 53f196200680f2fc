package dev.setpoint.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.web.Fault;
import dev.setpoint.sandbox.world.Run;
import dev.setpoint.sandbox.world.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guard lets through and what it refuses. */
class GuardTest {
  private static final String STEP = "upgrade-0123456789abcdef/deploy-fedcba9876543210";
  private static final String NONCE = "n0123456789abcdef";
  private static final String EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

  private final Sandbox github = Sandbox.start();

  @BeforeEach
  void aWorkflowWithARunOfItsOwn() {
    github
        .as("alice")
        .pushes(
            "main",
            ".github/workflows/deploy.yml",
            "on:\n  workflow_dispatch:\n    inputs:\n      setpoint:\n",
            "Deploy by workflow");
  }

  @AfterEach
  void close() {
    github.close();
  }

  @Test
  void theFirstRunOfAClaimedAttemptGoesOnAndIsNoted() throws Exception {
    claim(1);

    assertThat(guard(1, 41)).matches(GuardRun::goesOn);

    assertThat(taker(1)).isEqualTo("Run: 41");
  }

  @Test
  void theSameRunGoesOnWhenAskedAgain() throws Exception {
    claim(1);
    guard(1, 41);

    assertThat(guard(1, 41)).matches(GuardRun::goesOn);
  }

  @Test
  void anotherRunOfTheSameAttemptIsRefusedAndSaysWhoHasIt() throws Exception {
    claim(1);
    guard(1, 41);

    GuardRun second = guard(1, 42);

    assertThat(second.exit()).isEqualTo(1);
    assertThat(second.said()).contains("::error", "Another run (41) has already taken attempt 1");
    assertThat(taker(1)).isEqualTo("Run: 41");
  }

  @Test
  void ofManyRunsAtOnceExactlyOneGoesOn() throws Exception {
    claim(1);
    List<Process> all = new ArrayList<>();
    for (int run = 1; run <= 8; run++) {
      all.add(GuardRun.start(github.apiUrl(), github.token(), key(1), run));
    }

    List<Integer> winners = new ArrayList<>();
    for (int run = 1; run <= 8; run++) {
      if (GuardRun.end(all.get(run - 1)).goesOn()) {
        winners.add(run);
      }
    }

    assertThat(winners).hasSize(1);
    assertThat(taker(1)).isEqualTo("Run: " + winners.getFirst());
  }

  @Test
  void aRunStartedByHandPasses() throws Exception {
    assertThat(run("", 41)).matches(GuardRun::goesOn);
    assertThat(github.requests().api()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "a/b/1",
        "a/b/0/" + NONCE,
        "a/b/01/" + NONCE,
        "a/b/c/1/" + NONCE,
        "../b/1/" + NONCE,
        "a/B/1/" + NONCE,
        "a/b/1/" + NONCE + "\n",
        "a/b/1/" + NONCE + "\n::set-env",
        "a/b/1/short",
        "$(id)/b/1/" + NONCE,
        "a/b/1/\"; exit 0; \"",
        " "
      })
  void aKeyThatSetpointNeverWroteIsRefusedUnread(String key) throws Exception {
    assertThat(run(key, 41).exit()).isEqualTo(1);
    assertThat(github.requests().api()).isZero();
  }

  @Test
  void anAttemptThatNobodyClaimedIsRefused() throws Exception {
    claim(2);

    assertThat(guard(1, 41).exit()).isEqualTo(1);
    assertThat(guard(3, 41).said()).contains("no open claim of attempt 3");
  }

  @Test
  void aReRunIsRefusedOnceTheNextAttemptIsClaimed() throws Exception {
    claim(1);
    guard(1, 41);
    claim(2);

    GuardRun again = guard(1, 41);

    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.said()).contains("Attempt 2 of this step has been claimed");
  }

  @Test
  void theTenthAttemptIsLaterThanTheSecond() throws Exception {
    claim(2);
    claim(10);

    assertThat(guard(2, 41).said()).contains("Attempt 10 of this step has been claimed");
    assertThat(guard(10, 42)).matches(GuardRun::goesOn);
  }

  @Test
  void theNextAttemptIsRefusedWhileTheRunOfTheEarlierOneIsActive() throws Exception {
    Run first = github.as("alice").dispatches("deploy.yml", Map.of());
    claim(1);
    guard(1, first.id());
    claim(2);

    assertThat(guard(2, 77).said()).contains("still running as run " + first.id());

    github.repo().runs().complete(first.id(), "failure");
    assertThat(guard(2, 77)).matches(GuardRun::goesOn);
  }

  @Test
  void anEarlierRunCountsEvenWhenAnAttemptInBetweenNeverStarted() throws Exception {
    Run first = github.as("alice").dispatches("deploy.yml", Map.of());
    claim(1);
    guard(1, first.id());
    claim(2);
    claim(3);

    assertThat(guard(3, 77).said()).contains("still running as run " + first.id());
  }

  @Test
  void aDeletedEarlierRunIsOver() throws Exception {
    Run first = github.as("alice").dispatches("deploy.yml", Map.of());
    claim(1);
    guard(1, first.id());
    github.repo().runs().complete(first.id(), "failure");
    github.as("alice").deletesRun(first.id());
    claim(2);

    assertThat(guard(2, 77)).matches(GuardRun::goesOn);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Mode.class,
      names = {"REPLY", "AFTER", "DROP", "DROP_BEFORE", "TRUNCATE", "DOUBLE"})
  void anUnclearAnswerToTheNoteIsReadBack(Fault.Mode mode) throws Exception {
    claim(1);
    github.faults().add(Fault.on("POST", "/git/refs$", mode));

    assertThat(guard(1, 41)).matches(GuardRun::goesOn);

    assertThat(taker(1)).isEqualTo("Run: 41");
    assertThat(guard(1, 42).exit()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/claims/", "/started/", "/git/commits"})
  void aReadThatFailsForAMomentIsRepeated(String path) throws Exception {
    claim(1);
    github.faults().add(Fault.on("", path, Fault.Mode.REPLY).times(2));

    assertThat(guard(1, 41)).matches(GuardRun::goesOn);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/claims/", "/started/", "/git/commits", "/git/refs"})
  void nothingRunsWhileGitHubFails(String path) throws Exception {
    claim(1);
    github.faults().add(Fault.on("", path, Fault.Mode.REPLY).times(100));

    assertThat(guard(1, 41).exit()).isEqualTo(1);
  }

  @Test
  void aTokenThatMayNotWriteIsToldWhichPermissionIsMissing() throws Exception {
    claim(1);
    Token reader = Token.ofActions("reads-only").granting(Map.of("contents", Token.Access.READ));
    github.world().add(reader);

    GuardRun refused = GuardRun.end(GuardRun.start(github.apiUrl(), reader.value(), key(1), 41));

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.said()).contains("`contents: write`").doesNotContain(reader.value());
  }

  @Test
  void aTokenThatMayNotSeeRunsIsRefusedRatherThanBelieved() throws Exception {
    Run first = github.as("alice").dispatches("deploy.yml", Map.of());
    claim(1);
    guard(1, first.id());
    claim(2);
    Token blind = Token.ofActions("no-actions").granting(Map.of("actions", Token.Access.NONE));
    github.world().add(blind);

    GuardRun refused = GuardRun.end(GuardRun.start(github.apiUrl(), blind.value(), key(2), 77));

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.said()).contains("`actions: read`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"State: settled\nOutcome: withdrawn", "State: stopping\nStopping: withdrawn"})
  void anAttemptThatIsGivenUpWhileTheGuardTakesItIsRefused(String state) throws Exception {
    ref("claims/" + STEP + "/1", "upgrade/deploy/1: settled\n\n" + state + "\n");

    GuardRun late = guard(1, 41);

    assertThat(late.exit()).isEqualTo(1);
    assertThat(late.said()).contains("Attempt 1 of this step was withdrawn");
    assertThat(taker(1)).as("the next pass learns which run that was").isEqualTo("Run: 41");
    assertThat(guard(1, 41).exit()).as("a re-run of it").isEqualTo(1);
  }

  @Test
  void aTitleThatSpellsAWithdrawalIsOnlyATitle() throws Exception {
    ref(
        "claims/" + STEP + "/1",
        "upgrade/deploy/1: claimed\n\n"
            + "Title: \\n"
            + "Outcome: withdrawn\\n"
            + " Outcome: withdrawn\n"
            + "State: claimed\n");

    assertThat(guard(1, 41)).matches(GuardRun::goesOn);
  }

  @Test
  void aFailedRunMayBeRunAgainByAPerson() throws Exception {
    claim(1);
    guard(1, 41);
    GitStore git = github.repo().git();
    String own = git.resolve("refs/setpoint/claims/" + STEP + "/1").orElseThrow();
    String settled =
        git.commitObject(
                EMPTY_TREE,
                List.of(own),
                "setpoint-bot",
                "upgrade/deploy/1: settled\n\nState: settled\nOutcome: failed\n",
                github.world().now())
            .orElseThrow();
    git.updateRef("refs/setpoint/claims/" + STEP + "/1", settled, false);

    assertThat(guard(1, 41)).matches(GuardRun::goesOn);
  }

  @Test
  void aNoteWithoutARunIsNobodys() throws Exception {
    claim(1);
    ref("started/" + STEP + "/1", "started: by somebody\n\nRun: none\n");

    assertThat(guard(1, 41).exit()).isEqualTo(1);
  }

  private GuardRun guard(int attempt, long run) throws Exception {
    return run(key(attempt), run);
  }

  private GuardRun run(String key, long run) throws Exception {
    return GuardRun.end(GuardRun.start(github.apiUrl(), github.token(), key, run));
  }

  private static String key(int attempt) {
    return STEP + "/" + attempt + "/" + NONCE;
  }

  private void claim(int attempt) {
    ref("claims/" + STEP + "/" + attempt, "upgrade/deploy/" + attempt + ": claimed\n\nRun: 13\n");
  }

  private void ref(String name, String message) {
    GitStore git = github.repo().git();
    String commit =
        git.commitObject(EMPTY_TREE, List.of(), "setpoint-bot", message, github.world().now())
            .orElseThrow();
    assertThat(git.createRef("refs/setpoint/" + name, commit)).isEqualTo(GitStore.Outcome.DONE);
  }

  private String taker(int attempt) {
    GitStore git = github.repo().git();
    String commit = git.resolve("refs/setpoint/started/" + STEP + "/" + attempt).orElseThrow();
    return git.commitAt(commit).orElseThrow().message().lines().toList().getLast();
  }
}
