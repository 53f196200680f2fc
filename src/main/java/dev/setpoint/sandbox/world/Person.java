package dev.setpoint.sandbox.world;

import dev.setpoint.sandbox.git.GitStore;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one person does in a repository, through git or on GitHub's pages. */
public record Person(World world, Repo repo, String login) {

  /** Commits one file to a branch; answers the commit's id. */
  public String pushes(String branch, String path, String text, String message) {
    return pushes(branch, List.of(GitStore.Change.write(path, text)), message);
  }

  public String deletes(String branch, String path, String message) {
    return pushes(branch, List.of(GitStore.Change.delete(path)), message);
  }

  public String renames(String branch, String from, String to, String message) {
    byte[] content = repo.git().bytes("refs/heads/" + branch, from).orElseThrow();
    return pushes(
        branch, List.of(GitStore.Change.delete(from), GitStore.Change.write(to, content)), message);
  }

  /** Commits several changes at once. A branch that is missing starts at the default branch. */
  public String pushes(String branch, List<GitStore.Change> changes, String message) {
    String ref = "refs/heads/" + branch;
    if (repo.git().resolve(ref).isEmpty()) {
      repo.git()
          .resolve("refs/heads/" + repo.defaultBranch())
          .ifPresent(tip -> repo.git().createRef(ref, tip));
    }
    String before = repo.git().resolve(ref).orElse("0".repeat(40));
    String after = repo.git().commit(branch, changes, login, message, world.now());
    repo.pushed(login, ref, before, after, false);
    return after;
  }

  public Issue opens(String title, String body, String... labels) {
    return repo.issues().open(login, title, body, List.of(labels), List.of());
  }

  public Issue closes(int issue) {
    return repo.issues().close(issue, login, "completed");
  }

  public Issue closesAsNotPlanned(int issue) {
    return repo.issues().close(issue, login, "not_planned");
  }

  public Issue closesAsDuplicate(int issue) {
    return repo.issues().close(issue, login, "duplicate");
  }

  public Issue reopens(int issue) {
    return repo.issues().reopen(issue, login);
  }

  public Comment comments(int issue, String text) {
    return repo.issues().comments().add(issue, login, text);
  }

  public Issue rewrites(int issue, String body) {
    return repo.issues().say(issue, login, body);
  }

  public Issue retitles(int issue, String title) {
    return repo.issues().retitle(issue, login, title);
  }

  public Issue assigns(int issue, String... logins) {
    return repo.issues().assign(issue, login, List.of(logins));
  }

  public Issue labels(int issue, String... labels) {
    return repo.issues().label(issue, login, List.of(labels));
  }

  /** Deletes an issue for good. */
  public void deletesIssue(int issue) {
    repo.issues().delete(issue, login);
  }

  /** Moves an issue to another repository, which is made if it is missing. */
  public Issue transfers(int issue, String toRepository) {
    Repo target = world.repository(toRepository).orElseGet(() -> world.create(toRepository));
    return repo.issues().transfer(issue, login, target);
  }

  /** Opens a pull request for a branch that is there. */
  public Issue opensPullRequest(String branch, String base, String title, String body) {
    String head = repo.git().resolve("refs/heads/" + branch).orElseThrow();
    Pull pull = new Pull(repo.fullName(), branch, head, base, false, null, null, null);
    Issue opened = repo.issues().openPull(login, title, body, pull);
    repo.git().createRef("refs/pull/" + opened.number() + "/head", head);
    return opened;
  }

  /**
   * Opens a pull request from this person's own fork: the commit is here under {@code refs/pull/}
   * only, as on GitHub, and the head repository is another (which stays empty).
   */
  public Issue opensPullRequestFromFork(
      List<GitStore.Change> changes, String base, String title, String body) {
    String start = "refs/heads/" + base;
    String head = repo.git().commitOnto(start, changes, login, title, world.now());
    String fork = world.accounts().of(login).login() + "/" + repo.name();
    world.repository(fork).orElseGet(() -> world.create(fork)).fork(true);
    Pull pull = new Pull(fork, "patch-1", head, base, false, null, null, null);
    Issue opened = repo.issues().openPull(login, title, body, pull);
    repo.git().createRef("refs/pull/" + opened.number() + "/head", head);
    return opened;
  }

  /** Merges a pull request into its base with a merge commit; answers the commit's id. */
  public String merges(int number) {
    Issue issue = repo.issues().get(number);
    Pull pull = java.util.Objects.requireNonNull(issue.pull(), "not a pull request");
    String ref = "refs/heads/" + pull.baseBranch();
    String before = repo.git().resolve(ref).orElseThrow();
    String message = "Merge pull request #" + number + " from " + pull.headBranch();
    String merged =
        repo.git()
            .merge(pull.baseBranch(), pull.headSha(), login, message, world.now())
            .orElseThrow(() -> new IllegalArgumentException("#" + number + " conflicts"));
    repo.pushed(login, ref, before, merged, false);
    repo.issues().merged(number, login, merged);
    return merged;
  }

  /** Starts a workflow of the default branch by hand. */
  public Run dispatches(String workflowFile, Map<String, String> inputs) {
    String ref = "refs/heads/" + repo.defaultBranch();
    WorkflowFile workflow = repo.workflows().find(workflowFile, ref).orElseThrow();
    String sha = repo.git().resolve(ref).orElseThrow();
    return repo.runs().dispatch(workflow, ref, repo.defaultBranch(), sha, login, inputs);
  }

  public Run reruns(long run) {
    return repo.runs().rerun(run, login).orElseThrow();
  }

  public boolean cancels(long run) {
    return repo.runs().cancel(run, false);
  }

  public void deletesRun(long run) {
    repo.runs().delete(run);
  }

  /** Protects a branch so that only these may push to it. */
  public void protects(String branch, String... mayPush) {
    repo.protect(branch, Set.of(mayPush));
  }
}
