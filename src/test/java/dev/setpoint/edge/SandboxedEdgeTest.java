package dev.setpoint.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.edge.git.GitOptions;
import dev.setpoint.edge.git.GitSession;
import dev.setpoint.edge.github.GitHubOptions;
import dev.setpoint.edge.github.GitHubSession;
import dev.setpoint.edge.github.RateLimited;
import dev.setpoint.execute.ClaimStore.Answer;
import dev.setpoint.execute.Hands;
import dev.setpoint.execute.Hands.Created;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.job.RefChange;
import dev.setpoint.job.Run;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.read.Found;
import dev.setpoint.read.JobSource;
import dev.setpoint.read.Tip;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.SandboxOptions;
import dev.setpoint.sandbox.web.Fault;
import dev.setpoint.sandbox.world.Person;
import dev.setpoint.sync.PlanBranch.Pushed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both edges against the stand-in for GitHub: what they do there is what people there see. */
class SandboxedEdgeTest {
  private static final String CLAIM = "refs/setpoint/claims/p/s/1";
  private static final String DEPLOY =
      """
      name: Deploy
      run-name: Deploy ${{ inputs.setpoint }}
      on:
        workflow_dispatch:
          inputs:
            setpoint:
              required: false
      jobs:
        deploy:
          runs-on: ubuntu-latest
          steps:
            - run: echo
      """;

  private Sandbox github;
  private Person alice;
  private GitSession git;
  private GitHubSession api;
  private JobSource jobs;
  private Hands hands;

  @BeforeEach
  void start() throws Exception {
    github = Sandbox.start(SandboxOptions.defaults());
    alice = github.as("alice");
    alice.pushes("main", "plans/a.md", "# A\n", "A plan");
    alice.pushes("main", ".github/workflows/deploy.yml", DEPLOY, "A workflow");
    Token token = Token.of(github.token());
    git = GitSession.open(GitOptions.of(github.gitUrl().toString(), token));
    api =
        GitHubSession.open(
            GitHubOptions.of(github.apiUrl().toString(), github.repository(), token));
    jobs = api.jobs();
    hands = api.hands();
    github.requests().reset();
  }

  @AfterEach
  void stop() throws Exception {
    git.close();
    github.close();
  }

  @Test
  void oneFetchIsOneFetch() throws IOException {
    Tip tip = git.plans().fetch();

    assertThat(tip.plans()).hasSize(1);
    assertThat(tip.workflows()).hasSize(1);
    assertThat(github.requests().gitFetches()).isEqualTo(1);
    assertThat(git.requests()).isEqualTo(1);
  }

  @Test
  void aClaimedIssueIsMadeBoundClosedAndWrittenDown() throws IOException {
    Tip tip = git.plans().fetch();
    Answer claimed = git.claims().push(List.of(RefChange.create(CLAIM, "claim"))).getFirst();
    hands.ensureLabel("setpoint");
    hands.ensureLabel("SETPOINT");

    Created created = hands.createIssue("A step", "text", List.of("setpoint"), List.of("alice"));

    JobId.Issue job = (JobId.Issue) ((Created.Made) created).job().orElseThrow();
    assertThat(((Created.Made) created).dropped()).isEmpty();
    assertThat(jobs.openIssues("setpoint")).extracting(Issue::id).containsExactly(job);
    assertThat(jobs.issuesBy(jobs.botLogin(), Instant.EPOCH)).hasSize(1);
    hands.comment(job.number(), "hello");
    assertThat(jobs.comments(job.number()))
        .singleElement()
        .satisfies(c -> assertThat(c.body()).isEqualTo("hello"));
    hands.editIssue(job.number(), "A step, renamed", "new text");
    alice.closes(job.number());
    Issue closed = ((Found.Present<Issue>) jobs.issue(job.number())).value();
    assertThat(closed.state()).isEqualTo(Issue.State.COMPLETED);
    assertThat(closed.closedBy()).contains("alice");
    assertThat(closed.title()).isEqualTo("A step, renamed");

    CommitId claim = ((Answer.Done) claimed).commit();
    Pushed pushed =
        git.planBranch()
            .push(
                tip.commit(),
                Map.of(new PlanPath("plans/a.md"), "# A, done\n".getBytes(StandardCharsets.UTF_8)),
                "a: done\n",
                List.of(RefChange.advance(CLAIM, claim, "DONE")));

    assertThat(pushed).isInstanceOf(Pushed.Done.class);
    assertThat(github.repo().git().text("main", "plans/a.md")).contains("# A, done\n");
    assertThat(git.plans().fetch().refs())
        .singleElement()
        .satisfies(r -> assertThat(r.message()).isEqualTo("DONE"));
  }

  @Test
  void aDispatchedRunIsFoundCancelledAndCompleted() throws IOException {
    Created created = hands.dispatch("deploy.yml", "main", Map.of("setpoint", "p/s/1"));

    JobId.Run job = (JobId.Run) ((Created.Made) created).job().orElseThrow();
    Run run = ((Found.Present<Run>) jobs.run(job.id())).value();
    assertThat(run.state()).isEqualTo(Run.State.UNFINISHED);
    assertThat(run.displayTitle()).isEqualTo("Deploy p/s/1");
    assertThat(run.path()).isEqualTo(".github/workflows/deploy.yml");
    assertThat(jobs.recentDispatches()).extracting(Run::job).containsExactly(job);
    assertThat(jobs.dispatchesSince(run.createdAt())).hasSize(1);
    hands.cancelRun(job.id());
    hands.cancelRun(job.id());
    assertThat(((Found.Present<Run>) jobs.run(job.id())).value().state())
        .isEqualTo(Run.State.CANCELLED);
    github.world().returnsRunDetails(false);
    assertThat(((Created.Made) hands.dispatch("deploy.yml", "main", Map.of())).job()).isEmpty();
  }

  @Test
  void refusalsAreTheWordsOfGitHub() {
    assertThat(((Created.Refused) hands.dispatch("none.yml", "main", Map.of())).status())
        .isEqualTo(404);
    assertThat(((Created.Refused) hands.dispatch("deploy.yml", "main", Map.of("x", "y"))).reason())
        .contains("Unexpected inputs provided");
    assertThat(
            ((Created.Refused) hands.createIssue("T", "b", List.of(), List.of("nobody-here")))
                .reason())
        .contains("assignees");
  }

  @Test
  void whatIsGoneHasVanished() throws IOException {
    int one =
        ((JobId.Issue)
                ((Created.Made) hands.createIssue("T", "b", List.of(), List.of()))
                    .job()
                    .orElseThrow())
            .number();
    int two =
        ((JobId.Issue)
                ((Created.Made) hands.createIssue("T", "b", List.of(), List.of()))
                    .job()
                    .orElseThrow())
            .number();
    alice.deletesIssue(one);
    github.world().create("shop/other");
    alice.transfers(two, "shop/other");

    assertThat(jobs.issue(one)).isInstanceOf(Found.Vanished.class);
    assertThat(jobs.issue(two)).isInstanceOf(Found.Vanished.class);
    assertThat(jobs.run(4711)).isInstanceOf(Found.Vanished.class);
    github.world().rename(github.repo(), "renamed");
    assertThatThrownBy(() -> jobs.issue(two))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has moved");
  }

  @Test
  void lostAnswersAreUnclearAndNothingIsSentTwice() throws IOException {
    github.faults().add(Fault.on("POST", "/issues$", Fault.Mode.DROP));
    assertThat(hands.createIssue("T", "b", List.of(), List.of()))
        .isInstanceOf(Created.Unclear.class);
    assertThat(github.repo().issues().all()).hasSize(1);
    github.faults().add(Fault.on("POST", "receive-pack", Fault.Mode.DROP));
    git.plans().fetch();
    Answer answer = git.claims().push(List.of(RefChange.create(CLAIM, "c"))).getFirst();
    assertThat(answer).isInstanceOf(Answer.Unclear.class);
    assertThat(git.claims().read(CLAIM).orElseThrow().commit())
        .isEqualTo(((Answer.Unclear) answer).commit());
  }

  @Test
  void aProtectedBranchIsReportedAndRefused() throws IOException {
    Tip tip = git.plans().fetch();
    assertThat(jobs.isProtected("main")).isFalse();
    alice.protects("main", "alice");

    assertThat(jobs.isProtected("main")).isTrue();
    assertThat(
            git.planBranch()
                .push(
                    tip.commit(),
                    Map.of(new PlanPath("plans/a.md"), "x".getBytes(StandardCharsets.UTF_8)),
                    "m",
                    List.of()))
        .isInstanceOfSatisfying(
            Pushed.Refused.class, r -> assertThat(r.reason()).contains("GH006"));
    assertThat(jobs.mayWrite("bob")).isTrue();
    assertThat(jobs.mayWrite("dave")).isFalse();
    assertThat(jobs.mayWrite("github-actions[bot]")).isFalse();
  }

  @Test
  void aRateLimitStopsPolitely() {
    github.world().rates().set(github.token(), 5000, 0, Instant.now().plusSeconds(600));

    assertThatThrownBy(() -> jobs.openIssues("setpoint")).isInstanceOf(RateLimited.class);
    assertThatThrownBy(() -> jobs.mayWrite("bob")).isInstanceOf(RateLimited.class);
    assertThat(hands.createIssue("T", "b", List.of(), List.of()))
        .isInstanceOf(Created.Limited.class);
  }

  @Test
  void aTokenOfAnActionMayNotAskWhoItIs() throws Exception {
    github.world().add(dev.setpoint.sandbox.world.Token.ofActions("ghs_actions"));
    GitHubOptions options =
        GitHubOptions.of(github.apiUrl().toString(), github.repository(), Token.of("ghs_actions"));

    assertThatThrownBy(() -> GitHubSession.open(options).jobs().botLogin())
        .hasMessageContaining("--login");
    assertThat(GitHubSession.open(options.withActionsToken()).jobs().botLogin())
        .isEqualTo("github-actions[bot]");
    Created made = GitHubSession.open(options).hands().createIssue("T", "b", List.of(), List.of());
    int number = ((JobId.Issue) ((Created.Made) made).job().orElseThrow()).number();
    assertThat(((Found.Present<Issue>) jobs.issue(number)).value().author())
        .isEqualTo("github-actions[bot]");
    assertThat(jobs.issuesBy("github-actions[bot]", Instant.EPOCH)).hasSize(1);
  }

  @Test
  void twoHundredOpenIssuesAreThreeRequestsOrFewer() throws IOException {
    for (int i = 0; i < 200; i++) {
      alice.opens("T" + i, "b", "setpoint");
    }
    for (int i = 0; i < 50; i++) {
      int number = alice.opens("old", "b", "setpoint").number();
      alice.closes(number);
    }
    github.requests().reset();

    assertThat(jobs.openIssues("setpoint")).hasSize(200);
    assertThat(jobs.recentDispatches()).isEmpty();
    assertThat(github.requests().api()).isLessThanOrEqualTo(3);
    assertThat(api.requests()).isEqualTo(3);
  }
}
