package dev.setpoint.pass;

import dev.setpoint.Reconciler;
import dev.setpoint.diff.Diff;
import dev.setpoint.edge.Token;
import dev.setpoint.edge.git.GitOptions;
import dev.setpoint.edge.git.GitSession;
import dev.setpoint.edge.github.GitHubOptions;
import dev.setpoint.edge.github.GitHubSession;
import dev.setpoint.execute.Budget;
import dev.setpoint.execute.Tools;
import dev.setpoint.job.Wish;
import dev.setpoint.read.Snapshots;
import dev.setpoint.report.Pass;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sync.PlanBranch;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A shop's repository in a sandbox, and passes over it: each one with everything new, as a process
 * of its own would.
 */
final class Shop implements AutoCloseable {
  static final String MIGRATE = workflow("Migrate", "");
  static final String DEPLOY = workflow("Deploy", "");

  final Sandbox github;

  Shop() throws IOException {
    github = Sandbox.start();
  }

  static String workflow(String name, String more) {
    return """
    name: %s
    run-name: %s ${{ inputs.setpoint }}
    on:
      workflow_dispatch:
        inputs:
          setpoint: { required: false, type: string }
          version: { required: false, type: string }
    %s
    jobs:
      go:
        runs-on: ubuntu-latest
        steps:
          - run: echo go
    """
        .formatted(name, name, more);
  }

  Pass pass(Wish... wishes) throws IOException {
    return pass(github.gitUrl(), List.of(wishes));
  }

  Pass pass(String gitUrl, List<Wish> wishes) throws IOException {
    Token token = Token.of(github.token());
    try (GitSession git = GitSession.open(GitOptions.of(gitUrl, token))) {
      GitHubSession api =
          GitHubSession.open(GitHubOptions.of(github.apiUrl(), github.repository(), token));
      return reconciler(git, api).reconcile(wishes);
    }
  }

  /** A pass before whose commit something else happens to the plan branch, once. */
  Pass passOvertakenBy(Runnable push) throws IOException {
    Token token = Token.of(github.token());
    try (GitSession git = GitSession.open(GitOptions.of(github.gitUrl(), token))) {
      GitHubSession api =
          GitHubSession.open(GitHubOptions.of(github.apiUrl(), github.repository(), token));
      AtomicBoolean first = new AtomicBoolean(true);
      PlanBranch branch =
          (expected, edits, message, outcomes) -> {
            if (first.getAndSet(false)) {
              push.run();
            }
            return git.planBranch().push(expected, edits, message, outcomes);
          };
      return reconciler(git, api, branch).reconcile(List.of());
    }
  }

  Reconciler reconciler(GitSession git, GitHubSession api) {
    return reconciler(git, api, git.planBranch());
  }

  private Reconciler reconciler(GitSession git, GitHubSession api, PlanBranch branch) {
    Tools tools =
        new Tools(
            git.claims(),
            api.hands(),
            () -> UUID.randomUUID().toString().replace("-", ""),
            "test",
            Budget.starting(System::nanoTime, Budget.LIMIT));
    Snapshots snapshots =
        new Snapshots(git.plans(), api.jobs(), Clock.systemUTC(), "https://github.com/shop/app")
            .watching(api.outside(), Diff::awaited);
    return new Reconciler(snapshots, tools, branch, attempt -> {});
  }

  String plan(String path) throws IOException {
    return github.repo().git().text("main", path).orElseThrow();
  }

  @Override
  public void close() {
    github.close();
  }
}
