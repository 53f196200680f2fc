package dev.setpoint.bench.cold;

import dev.setpoint.diff.Decision;
import dev.setpoint.diff.Diff;
import dev.setpoint.edge.Token;
import dev.setpoint.edge.git.GitOptions;
import dev.setpoint.edge.git.GitSession;
import dev.setpoint.edge.github.GitHubOptions;
import dev.setpoint.edge.github.GitHubSession;
import dev.setpoint.execute.Budget;
import dev.setpoint.execute.Execute;
import dev.setpoint.execute.Tools;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.Snapshot;
import dev.setpoint.read.Snapshots;
import dev.setpoint.read.Tip;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Person;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Role;
import dev.setpoint.sync.Sync;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** One repository of the sandbox, and what happens in it between two runs. */
final class Place {
  private static final int BATCH = 20;

  private final Sandbox sandbox;
  private final Repo repo;
  private int turn;

  private Place(Sandbox sandbox, Repo repo) {
    this.sandbox = sandbox;
    this.repo = repo;
  }

  /**
   * A repository in which the first steps of each plan are open issues, and all is written down.
   */
  static Place settled(Sandbox sandbox, String name, int plans, int steps, int open)
      throws IOException, InterruptedException {
    Repo repo = sandbox.world().create("shop/" + name);
    repo.grant("alice", Role.ADMIN);
    repo.grant("setpoint-bot", Role.WRITE);
    Place place = new Place(sandbox, repo);
    place.alice().pushes("main", Plans.of(plans, steps, open), "Plans");
    place.settle(open);
    place.pack();
    return place;
  }

  String name() {
    return repo.fullName();
  }

  int issues() {
    return repo.issues().all().size();
  }

  String tip() {
    return repo.git().resolve("refs/heads/main").orElseThrow();
  }

  private Person alice() {
    return new Person(sandbox.world(), repo, "alice");
  }

  /** Alice closes the open issue of a plan's chain, of another plan at each turn. */
  void closeOne(int plans, int open) {
    int plan = turn++ % plans + 1;
    Issue last =
        repo.issues().all().stream()
            .filter(Issue::isOpen)
            .filter(i -> belongs(i, plan, open))
            .reduce((a, b) -> b)
            .orElseThrow(() -> new IllegalStateException("no open issue of plan " + plan));
    alice().closes(last.number());
  }

  // The steps that started at once stay open; the chain's is the one with the highest number.
  private static boolean belongs(Issue issue, int plan, int open) {
    String body = String.valueOf(issue.body());
    boolean ofPlan =
        body.contains("setpoint:job plan-" + plan + "-") || body.contains(" of plan-" + plan + ".");
    int step = Integer.parseInt(issue.title().replaceAll("\\D+", ""));
    return ofPlan && step >= open;
  }

  /** Somebody edits the text of one plan, a waiting step's, so that the tip is another. */
  void editOne(int steps, int open) {
    String path = Plans.path(1);
    String text = repo.git().text("main", path).orElseThrow();
    int last = text.lastIndexOf("Nothing is switched off");
    String edited = text.substring(0, last) + "Edit " + turn++ + ". " + text.substring(last);
    alice().pushes("main", path, edited, "Edit a plan of " + steps + " steps, " + open + " open");
  }

  private void settle(int open) throws IOException {
    Token token = Token.of(sandbox.token());
    String url = sandbox.apiUrl() + "/" + repo.fullName();
    try (GitSession git = GitSession.open(GitOptions.of(url + ".git", token))) {
      GitHubSession api =
          GitHubSession.open(GitHubOptions.of(sandbox.apiUrl(), repo.fullName(), token));
      Snapshots snapshots = new Snapshots(git.plans(), api.jobs(), Clock.systemUTC(), url);
      Tools tools =
          new Tools(
              git.claims(),
              api.hands(),
              () -> UUID.randomUUID().toString().replace("-", ""),
              "bench",
              Budget.starting(System::nanoTime, Budget.LIMIT));
      Snapshot seen = snapshots.take();
      // In parts, a batch of starts each: a pass would look at everything anew after each of them.
      List<PlanFile> all = seen.tip().plans();
      int atOnce = BATCH / open;
      for (int from = 0; from < all.size(); from += atOnce) {
        start(seen, all.subList(from, Math.min(all.size(), from + atOnce)), tools);
      }
      Snapshot after = snapshots.take();
      Decision decision = Diff.between(after, List.of());
      Sync.write(
          new Sync.Observed(after, decision),
          git.planBranch(),
          () -> {
            throw new IOException("nobody else pushes here");
          },
          attempt -> {});
    }
  }

  private static void start(Snapshot seen, List<PlanFile> plans, Tools tools) {
    Set<PlanPath> paths = new TreeSet<>();
    plans.forEach(f -> paths.add(f.path()));
    Tip tip = seen.tip();
    Tip part =
        new Tip(
            tip.branch(),
            tip.commit(),
            plans,
            tip.settings(),
            tip.workflows(),
            tip.defaultBranch(),
            paths,
            tip.refs());
    Execute.all(Diff.between(Snapshots.supposing(seen, part), List.of()).commands(), tools);
  }

  /** As a server keeps a repository that has been there for a while. */
  private void pack() throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder(
                "git", "-C", repo.git().directory().toString(), "gc", "-q", "--prune=now")
            .inheritIO()
            .start();
    if (git.waitFor() != 0) {
      throw new IOException("git gc failed in " + repo.git().directory());
    }
  }
}
