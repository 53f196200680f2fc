package dev.setpoint.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.edge.cli.Console.Said;
import dev.setpoint.plan.Settings;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.world.Token;
import dev.setpoint.sandbox.world.Token.Access;
import dev.setpoint.setup.Starter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the doctor finds, each finding made true in the sandbox. */
class DoctorTest {
  private static final String PLAN =
      "---\nstatus: approved\n---\n# Ship\n\n## Steps\n\n### Ask\n\n### Go\n\n- workflow: go.yml\n";
  private static final String GO =
      """
      run-name: Go ${{ inputs.setpoint }}
      on: { workflow_dispatch: { inputs: { setpoint: { required: false } } } }
      jobs:
        guard: { runs-on: x, steps: [ { uses: setpoint-dev/setpoint/guard@v1 } ] }
        go: { needs: guard, runs-on: x, steps: [ { run: ./go } ] }
      """;

  private final Sandbox github = Sandbox.start();
  private final Console console = Console.of(github);

  @BeforeEach
  void healthy() {
    push("plans/ship.md", PLAN);
    push(".github/workflows/go.yml", GO);
    push(Starter.WORKFLOW, Starter.workflow(List.of("plans/**/*.md"), Settings.NONE));
  }

  @AfterEach
  void close() {
    github.close();
  }

  @Test
  void aHealthyRepositoryIsSaidToBeSoAndNothingIsChanged() {
    String tip = github.repo().git().resolve("refs/heads/main").orElseThrow();
    github.requests().reset();
    Said said = console.run("doctor");
    assertThat(github.requests().gitFetches()).isEqualTo(1);
    assertThat(said.out())
        .contains("ok    token: GitHub accepts it\n")
        .contains("ok    permission contents: is not refused\n")
        .contains("ok    branch main: holds the plans\n")
        .contains("ok    the Action: .github/workflows/setpoint.yml runs Setpoint\n")
        .contains("ok    plans/ship.md: is approved\n")
        .contains("ok    go.yml: takes part, is recognisable and guarded\n")
        .contains("ok    rate: ")
        .doesNotContain("wrong ")
        .doesNotContain("note ");
    assertThat(said.code()).isZero();
    assertThat(console.run("doctor", "--quiet").out()).isEmpty();
    assertThat(github.repo().issues().all()).isEmpty();
    assertThat(github.repo().runs().all()).isEmpty();
    assertThat(github.repo().labels().all()).isEmpty();
    assertThat(github.repo().git().resolve("refs/heads/main")).contains(tip);
    assertThat(github.repo().git().refs().keySet()).noneMatch(r -> r.startsWith("refs/setpoint"));
  }

  @Test
  void aMissingPermissionIsNamedWithItsMend() {
    for (String[] one :
        new String[][] {
          {"contents", "contents: write"},
          {"issues", "issues: write"},
          {"actions", "actions: write"}
        }) {
      token(Token.ofActions("t-" + one[0]).granting(Map.of(one[0], Access.READ)));
      assertWrong(
          "permission " + one[0] + ": is missing", "add `" + one[1] + "` under `permissions:`");
      assertThat(console.run("doctor", "--quiet").out().lines()).hasSize(1);
    }
    token(Token.ofActions("t-pulls").granting(Map.of("pull_requests", Access.NONE)));
    assertWrong("permission pull-requests: is missing", "add `pull-requests: write`");
  }

  @Test
  void aTokenThatReadsNothingIsToldSo() {
    token(
        Token.ofApp("nothing", "x")
            .granting(Map.of("issues", Access.NONE, "actions", Access.NONE)));
    assertWrong("permission issues: is missing", "grant it");
    assertWrong("permission actions: is missing", "grant it");
    token(Token.ofUser("reader", "dave"));
    assertWrong("permission actions: is missing", "a person's token needs write access");
    assertWrong("permission contents: is missing", "a person's token needs write access");
  }

  @Test
  void noTokenAWrongOneAndAnInvisibleRepositoryAreToldApart() {
    console.variables.remove("SETPOINT_TOKEN");
    assertWrong("token: there is none", "set SETPOINT_TOKEN");
    console.variables.put("SETPOINT_TOKEN", "expired");
    assertWrong("token: GitHub does not accept the token (401)", "renew the token");
    assertThat(console.run("doctor").out())
        .doesNotContain("expired\n")
        .as("nothing is known of a rate")
        .doesNotContain("rate:");
    token(Token.ofUser("stranger", "mallory"));
    github.repo().hidden(true);
    assertWrong("token: GitHub finds no such thing, or hides it", "give it this repository");
  }

  @Test
  void whatIsSwitchedOffIsSaid() {
    github.repo().hasIssues(false);
    assertWrong("issues: are switched off", "tick Issues");
    github.repo().hasIssues(true);
    github.repo().hasActions(false);
    assertWrong("actions: are switched off", "allow them");
    github.repo().hasActions(true);
    github.repo().archived(true);
    assertWrong("repository: is archived", "unarchive it");
    github.repo().archived(false);
    github.repo().workflows().disable("setpoint.yml");
    github.repo().workflows().disable("go.yml");
    assertWrong("the Action: .github/workflows/setpoint.yml is switched off", "Actions tab");
    assertWrong("go.yml: is switched off (disabled_manually)", "Actions tab");
  }

  @Test
  void aProtectedBranchIsDoubtedUntilAStatusWasWrittenThere() {
    github.as("alice").protects("main", "alice", "setpoint-bot");
    assertWrong("branch main: is protected", "`branch: plans` in .github/setpoint.yml");
    assertWrong("branch main: is protected", "not held up for review");
    assertThat(console.run("reconcile").code()).isZero();
    Said said = console.run("doctor");
    assertThat(said.out())
        .contains("ok    branch main: is protected, and statuses have been written");
    assertThat(said.code()).isZero();
  }

  @Test
  void plansMayStandOnABranchOfTheirOwn() {
    github.as("alice").protects("main", "alice");
    push(".github/setpoint.yml", "branch: plans\n");
    assertWrong("plans: there is no branch `plans`", "ask the doctor again");
    github
        .repo()
        .git()
        .createRef(
            "refs/heads/plans", github.repo().git().resolve("refs/heads/main").orElseThrow());
    Said said = console.run("doctor");
    assertThat(said.out()).contains("ok    branch plans: holds the plans");
    assertThat(said.code()).isZero();
  }

  @Test
  void aWorkflowThatDoesNotTakePartIsWrong() {
    push(".github/workflows/go.yml", "on: { workflow_dispatch: {} }\njobs: {}\n");
    assertWrong("go.yml: does not declare the input `setpoint`", "inputs: { setpoint:");
    push(".github/workflows/go.yml", "on: push\njobs: {}\n");
    assertWrong("go.yml: cannot be started", "add `workflow_dispatch:`");
    push("plans/ship.md", PLAN.replace("go.yml", "gone.yml"));
    assertWrong(
        "gone.yml: is named by a plan and is not in .github/workflows on `main`", "add it there");
    assertWrong("plans/ship.md: has a problem on line 12: there is no workflow", "->");
  }

  @Test
  void aWorkflowThatCouldDoBetterIsANote() {
    push(
        ".github/workflows/go.yml",
        """
        on: { workflow_dispatch: { inputs: { setpoint: { required: false } } } }
        concurrency: go
        jobs: { go: { runs-on: x, steps: [ { run: ./go } ] } }
        """);
    Said said = console.run("doctor", "--quiet");
    assertThat(said.code()).isZero();
    assertThat(said.out().lines()).hasSize(3).allMatch(l -> l.startsWith("note  go.yml: "));
    assertThat(said.out())
        .contains("write for example `run-name: Deploy ${{ inputs.setpoint }}`")
        .contains("is not guarded")
        .contains("limits its runs by `concurrency`");
  }

  @Test
  void aWorkflowThatTellsAnAgentIsNotAdvisedTheGuard() {
    push("plans/ship.md", PLAN.replace("- workflow: go.yml", "- agent: workflow go.yml"));
    push(
        ".github/workflows/go.yml",
        """
        on: { workflow_dispatch: { inputs: { setpoint: {}, issue: {} } } }
        jobs: { go: { runs-on: x, steps: [ { run: ./tell } ] } }
        """);
    Said said = console.run("doctor");
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains("ok    go.yml: takes part, and tells agents of their steps\n")
        .doesNotContain("guard")
        .doesNotContain("run-name");
    // With the guard no agent would ever be told, and the plan says so.
    push(".github/workflows/go.yml", GO.replace("false }", "false }, issue: {}"));
    assertWrong(
        "plans/ship.md: has a problem on line 12: workflow `go.yml` uses", "take the guard");
  }

  @Test
  void aPlanWithProblemsIsNamedOnceWithItsFirst() {
    push(
        "plans/bad.md",
        "---\nstatus: approved\n---\n# Bad\n\n## Steps\n\n### A\n\n- asign: @x\n- needs: B\n");
    assertWrong(
        "plans/bad.md: has 2 problems, the first on line 10: unknown field `asign`",
        "did you mean");
    push("plans/bad.md", "# Draft\n\n## Steps\n\n### A\n");
    push(".github/setpoint.yml", "lable: x\n");
    assertWrong(".github/setpoint.yml: has a problem on line 1", "label");
    assertThat(console.run("doctor").out()).contains("ok    plans/bad.md: is a draft");
  }

  @Test
  void aStepThatDoesNotGoOnIsNotCalledWell() {
    push(
        "plans/ship.md",
        PLAN.replace("- workflow: go.yml\n", "- workflow: go.yml\n- with: speed=1\n"));
    assertWrong("plans/ship.md: has a problem on line 13: workflow `go.yml` ", "speed");
    push(
        "plans/ship.md",
        PLAN.replace("status: approved", "status: approved\nmax-open-jobs: 1")
            .replace("- workflow", "- needs: nothing\n- workflow"));
    console.run("reconcile");
    Said held = console.run("doctor", "--quiet");
    assertThat(held.out())
        .isEqualTo(
            "note  plans/ship.md: step `go`: ready, but the plan allows 1 open job at a time\n");
    assertThat(held.code()).isZero();
    github.as("bob").closesAsNotPlanned(1);
    console.run("reconcile");
    assertThat(console.run("doctor", "--quiet").out())
        .contains("note  plans/ship.md: step `ask`: cancelled on ")
        .contains("; reopen it, skip it or retry it to go on\n");
    github.as("bob").reopens(1);
    console.run("reconcile");
    github.as("alice").deletesIssue(1);
    console.run("reconcile");
    Said gone = console.run("doctor", "--quiet");
    assertThat(gone.out()).contains("wrong plans/ship.md: step `ask`: ");
    assertThat(gone.code()).isEqualTo(3);
  }

  @Test
  void anEmptyRepositoryIsSentToInit() {
    github.as("alice").deletes("main", "plans/ship.md", "x");
    github.as("alice").deletes("main", Starter.WORKFLOW, "x");
    Said said = console.run("doctor");
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains("note  the Action: no workflow on `main` runs Setpoint -> `setpoint init`")
        .contains("note  plans: no file on `main` is a plan yet");
  }

  @Test
  void aRateThatIsNearlyUsedUpIsWrong() {
    Instant reset = Instant.now().plusSeconds(600);
    github.world().rates().set(github.token(), 5000, 100, reset);
    assertWrong("rate: 100 of 5000 requests are left", "wait until");
    github.world().rates().set(github.token(), 5000, 0, reset);
    assertWrong("token: its requests for this hour are used up", "->");
    assertWrong("rate: 0 of 5000 requests are left", "wait until");
  }

  @Test
  void weatherIsNoFinding() {
    console.variables.put("GITHUB_API_URL", "http://127.0.0.1:1");
    Said said = console.run("doctor");
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err().lines()).hasSize(1);
  }

  @Test
  void theJsonHoldsEveryFinding() {
    github.repo().hasIssues(false);
    JsonNode json = console.run("doctor", "--json").json();
    assertThat(json.get("schemaVersion").asInt()).isEqualTo(1);
    assertThat(json.get("healthy").asBoolean()).isFalse();
    assertThat(json.get("findings").findValuesAsText("level")).contains("ok", "wrong");
    JsonNode issues =
        json.get("findings").findParents("subject").stream()
            .filter(f -> f.get("subject").asText().equals("issues"))
            .findFirst()
            .orElseThrow();
    assertThat(issues.get("mend").asText()).contains("tick Issues");
  }

  private void assertWrong(String finding, String mend) {
    Said said = console.run("doctor");
    assertThat(said.out().lines().filter(l -> l.startsWith("wrong " + finding)))
        .as(said.out() + said.err())
        .singleElement()
        .satisfies(l -> assertThat(l).contains(" -> ").contains(mend));
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).isEmpty();
  }

  private void token(Token token) {
    github.world().add(token);
    console.variables.put("SETPOINT_TOKEN", token.value());
  }

  private void push(String path, String text) {
    github.as("alice").pushes("main", List.of(GitStore.Change.write(path, text)), "Change " + path);
  }
}
