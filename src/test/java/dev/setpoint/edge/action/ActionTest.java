package dev.setpoint.edge.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.plan.Settings;
import dev.setpoint.preview.PreviewText;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.SandboxOptions;
import dev.setpoint.sandbox.world.Comment;
import dev.setpoint.sandbox.world.Token;
import dev.setpoint.setup.Starter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Action itself, {@code action.yml} and all, run as a runner does against the sandbox. */
class ActionTest {
  private static final String SECRET = "ghs_canary0123456789abcdefABCDEF";
  private static final String PATH = "plans/next.md";
  private static final String PLAN =
      "---\nstatus: approved\n---\n\n# Next\n\n## Steps\n\n### One\n\n### Two\n";

  private final Sandbox github =
      Sandbox.start(SandboxOptions.defaults().withToken(Token.ofActions(SECRET)));

  @BeforeAll
  static void tools() {
    Composite.require("the Action");
  }

  @BeforeEach
  void aPlan() {
    github.as("alice").pushes("main", PATH, PLAN, "Plan");
  }

  @AfterEach
  void close() {
    github.close();
  }

  @Test
  void aPullRequestGetsOneCommentThatIsEditedInPlace() throws Exception {
    Composite.Result first = preview(PLAN + "\n### Three\n\n- needs: nothing\n");

    assertThat(first.ok()).as(first.log()).isTrue();
    Comment comment = theComment();
    assertThat(comment.body())
        .startsWith(PreviewText.MARKER)
        .contains("**opens 1 job now** (`three`)");

    Composite.Result second = preview(PLAN + "\n### Three\n\n### Four\n");

    assertThat(second.ok()).as(second.log()).isTrue();
    assertThat(theComment().body()).contains("adds `three`, `four`");
    assertThat(github.repo().issues().all()).as("only the pull request").hasSize(1);
    assertThat(second.summary()).contains("adds `three`, `four`");
    secretStaysSecret(second);
  }

  @Test
  void anotherPersonsCommentWithTheMarkerIsLeftAlone() throws Exception {
    int number = pullRequest(PLAN + "\n### Three\n");
    github.as("mallory").comments(number, PreviewText.MARKER + "\nmine");

    Composite.action(github, "pull_request", payload(number), Map.of());

    List<Comment> all = github.repo().issues().comments().current(number);
    assertThat(all).hasSize(2);
    assertThat(all.getFirst().body()).endsWith("mine");
  }

  @Test
  void aForksReadOnlyTokenLeavesThePreviewInTheJobSummary() throws Exception {
    github
        .world()
        .add(
            Token.ofActions(SECRET)
                .granting(
                    Map.of(
                        "issues", Token.Access.READ,
                        "pull_requests", Token.Access.READ,
                        "contents", Token.Access.READ)));

    Composite.Result result = preview(PLAN + "\n### Three\n\n- needs: nothing\n");

    assertThat(result.ok()).as(result.log()).isTrue();
    assertThat(result.summary()).contains("**opens 1 job now** (`three`)");
    assertThat(result.log()).contains("::notice", "stands in the job summary");
  }

  @Test
  void problemsFailThePullRequestAndStandAtTheirLines() throws Exception {
    StringBuilder plan = new StringBuilder(PLAN);
    for (int i = 0; i < 12; i++) {
      plan.append("\n### More ").append(i).append("\n\n- needs: nobody").append(i).append('\n');
    }

    Composite.Result result = preview(plan.toString());

    assertThat(result.ok()).isFalse();
    assertThat(result.output("problems")).isEqualTo("12");
    assertThat(result.log().lines().filter(l -> l.startsWith("::error file=plans/next.md,line=")))
        .hasSize(9);
    assertThat(result.log()).contains("and 3 more problems");
    assertThat(theComment().body()).contains("❌ **12 problems**");
  }

  @Test
  void aPullRequestWithoutPlansGetsNoComment() throws Exception {
    github.as("bob").pushes("edit", "src/x.txt", "x", "Code");
    int number = github.as("bob").opensPullRequest("edit", "main", "Code", "").number();

    Composite.Result result = Composite.action(github, "pull_request", payload(number), Map.of());

    assertThat(result.ok()).as(result.log()).isTrue();
    assertThat(github.repo().issues().comments().current(number)).isEmpty();
  }

  @Test
  void pullRequestTargetIsRefused() throws Exception {
    Composite.Result result =
        Composite.action(github, "pull_request_target", Composite.object(), Map.of());

    assertThat(result.ok()).isFalse();
    assertThat(result.log()).contains("use pull_request");
    assertThat(github.requests().api()).isZero();
  }

  @Test
  void aDryRunWritesNothing() throws Exception {
    int writes = github.requests().writes();

    Composite.Result result =
        Composite.action(github, "push", Composite.example("push", ""), Map.of("dry-run", "true"));

    assertThat(result.ok()).as(result.log()).isTrue();
    assertThat(github.requests().writes()).isEqualTo(writes);
    assertThat(github.requests().gitPushes()).isZero();
    assertThat(result.log()).contains("would open an issue for next/one", "would commit");
  }

  @Test
  void inputsAreNeverCarriedOut() throws Exception {
    Composite.Result result =
        Composite.action(
            github,
            "push",
            Composite.example("push", ""),
            Map.of("command", "check\"; echo pwned; \"", "branch", "$(echo pwned)"));

    assertThat(result.ok()).isFalse();
    assertThat(result.log()).contains("the input `command` is one of").doesNotContain("pwned");
  }

  @Test
  void onePassCreatesNoMoreJobsThanItMay() throws Exception {
    github
        .as("alice")
        .pushes(
            "main",
            PATH,
            PLAN + "\n### Three\n\n- needs: nothing\n\n### Four\n\n- needs: nothing\n",
            "More");

    Composite.Result result =
        Composite.action(
            github, "push", Composite.example("push", ""), Map.of("max-new-jobs", "2"));

    assertThat(result.ok()).as(result.log()).isTrue();
    assertThat(result.output("jobs-opened")).isEqualTo("2");
    assertThat(github.repo().issues().all()).hasSize(2);
    assertThat(github.repo().git().refs().keySet().stream().filter(r -> r.contains("/claims/")))
        .hasSize(2);
  }

  @Test
  void settingsMayStandElsewhere() throws Exception {
    github.as("alice").pushes("main", "ops/setpoint.yml", "plans: work/*.md\n", "Settings");
    github.as("alice").renames("main", PATH, "work/next.md", "Move");

    Composite.Result result =
        Composite.action(
            github, "push", Composite.example("push", ""), Map.of("config", "ops/setpoint.yml"));

    assertThat(result.output("jobs-opened")).as(result.log()).isEqualTo("1");
  }

  @Test
  void aProtectedBranchOpensNothingAndSaysTheWaysOut() throws Exception {
    github.as("alice").protects("main", "alice", "shop-bot[bot]");

    Composite.Result refused =
        Composite.action(github, "push", Composite.example("push", ""), Map.of());

    assertThat(refused.ok()).isFalse();
    assertThat(refused.log()).contains("protected", "App", "branch");
    assertThat(github.repo().issues().all()).as("the refused push was the probe").isEmpty();

    // One way out: the token of an App that the protection lets pass.
    String app = "ghs_app0123456789abcdefABCDEFghijkl";
    github.world().add(Token.ofApp(app, "shop-bot"));
    ObjectNode spec = Composite.spec(github, "push", Composite.example("push", ""));
    spec.put("action", Composite.ROOT.toString()).putObject("with").put("token", app);
    ((ObjectNode) spec.path("environment")).put("SETPOINT_LOGIN", "shop-bot[bot]");
    Composite.Result passed = Composite.run(spec);

    assertThat(passed.ok()).as(passed.log()).isTrue();
    assertThat(passed.output("jobs-opened")).isEqualTo("1");
  }

  @Test
  void plansOnABranchOfTheirOwnLeaveAProtectedOneAlone() throws Exception {
    String main = github.as("alice").pushes("main", ".github/setpoint.yml", "branch: plans\n", "S");
    github.as("alice").pushes("plans", PATH, PLAN, "Plan");
    github.as("alice").protects("main", "alice");

    Composite.Result result =
        Composite.action(github, "push", Composite.example("push", ""), Map.of());

    assertThat(result.ok()).as(result.log()).isTrue();
    assertThat(result.output("jobs-opened")).isEqualTo("1");
    assertThat(github.repo().git().resolve("refs/heads/main")).contains(main);
    assertThat(github.repo().git().text("plans", PATH).orElseThrow()).contains("setpoint:status");
  }

  @Test
  void whatInitWritesOpensTheFirstJobWithNothingElseDone() throws Exception {
    String plan = Starter.plan().replace("status: draft", "status: approved");
    String workflow = Starter.workflow(Settings.NONE.plans(), Settings.NONE);
    github.as("alice").deletes("main", PATH, "Empty");
    github.as("alice").pushes("main", Starter.WORKFLOW, workflow, "Init");
    github.as("alice").pushes("main", Starter.PLAN, plan, "Approve");
    Path written = Files.writeString(Files.createTempFile("setpoint", ".yml"), workflow);
    ObjectNode payload = Composite.example("push", "");
    payload.withObject("/repository").put("fork", false).put("default_branch", "main");
    ObjectNode spec = Composite.spec(github, "push", payload);
    spec.put("workflow", written.toString()).put("job", "reconcile");
    spec.putObject("uses").put("setpoint-dev/setpoint", Composite.ROOT.toString());
    ((ObjectNode) spec.path("github")).put("ref", "refs/heads/main").put("ref_name", "main");

    Composite.Result result = Composite.run(spec);

    Files.delete(written);
    assertThat(result.ok()).as(result.log()).isTrue();
    assertThat(github.repo().issues().all())
        .singleElement()
        .satisfies(i -> assertThat(i.title()).isEqualTo("Say what is to be done"));
  }

  @Test
  void whatFailsIsSaidWithoutTheSecret() throws Exception {
    github.world().revoke(SECRET);
    github.repo().hidden(true);

    Composite.Result result =
        Composite.action(github, "push", Composite.example("push", ""), Map.of());

    assertThat(result.ok()).isFalse();
    assertThat(result.log()).contains("::error");
    secretStaysSecret(result);
  }

  private Composite.Result preview(String plan) throws Exception {
    int number = github.repo().issues().all().isEmpty() ? pullRequest(plan) : push(plan);
    return Composite.action(github, "pull_request", payload(number), Map.of());
  }

  private int pullRequest(String plan) {
    github.as("bob").pushes("edit", PATH, plan, "Edit");
    return github.as("bob").opensPullRequest("edit", "main", "Edit", "").number();
  }

  private int push(String plan) {
    String head = github.as("bob").pushes("edit", PATH, plan, "Edit again");
    github.repo().git().updateRef("refs/pull/1/head", head, true);
    return 1;
  }

  private ObjectNode payload(int number) {
    ObjectNode payload = Composite.example("pull_request", "opened");
    ObjectNode pull = (ObjectNode) payload.path("pull_request");
    pull.put("number", number);
    pull.withObject("/base").put("ref", "main");
    pull.withObject("/head")
        .put("sha", github.repo().git().resolve("refs/heads/edit").orElseThrow());
    return payload;
  }

  private Comment theComment() {
    List<Comment> comments = github.repo().issues().comments().current(1);
    assertThat(comments).hasSize(1);
    return comments.getFirst();
  }

  private static void secretStaysSecret(Composite.Result result) {
    assertThat(result.json().toString()).doesNotContain(SECRET);
  }
}
