package dev.setpoint;

import dev.setpoint.diff.Decision;
import dev.setpoint.diff.Diff;
import dev.setpoint.edge.Token;
import dev.setpoint.edge.git.DistantPast;
import dev.setpoint.edge.git.GitOptions;
import dev.setpoint.edge.git.GitSession;
import dev.setpoint.edge.git.Globs;
import dev.setpoint.edge.git.Layout;
import dev.setpoint.edge.git.Stores;
import dev.setpoint.edge.github.GitHubOptions;
import dev.setpoint.edge.github.GitHubSession;
import dev.setpoint.edge.github.Rate;
import dev.setpoint.execute.Budget;
import dev.setpoint.execute.ClaimStore;
import dev.setpoint.execute.DryClaims;
import dev.setpoint.execute.DryHands;
import dev.setpoint.execute.Hands;
import dev.setpoint.execute.Tools;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Settings;
import dev.setpoint.preview.Preview;
import dev.setpoint.preview.PullRequests;
import dev.setpoint.read.JobSource;
import dev.setpoint.read.Outside;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.PlanSource;
import dev.setpoint.read.Snapshot;
import dev.setpoint.read.Snapshots;
import dev.setpoint.read.Tip;
import dev.setpoint.report.Requests;
import dev.setpoint.setup.Checkup;
import dev.setpoint.setup.Facts;
import dev.setpoint.setup.Finding;
import dev.setpoint.sync.DryBranch;
import dev.setpoint.sync.PlanBranch;
import dev.setpoint.sync.Sync;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One place with all its ports plugged in, for the length of one process. It asks nobody anything
 * before it is used.
 */
public final class Wiring implements AutoCloseable {
  /** Where the settings of a repository usually stand. */
  public static final String SETTINGS = Settings.PATH.value();

  private final Place place;
  private final GitSession git;
  private final GitHubSession github;
  private final Set<Integer> heard;
  private final Chance chance = new Chance();

  private Wiring(Place place, GitSession git, GitHubSession github, Set<Integer> heard) {
    this.place = place;
    this.git = git;
    this.github = github;
    this.heard = heard;
  }

  /**
   * Makes ready; sends nothing.
   *
   * @throws IllegalArgumentException in a sentence, when the place cannot be one
   * @throws IOException when there is no room for temporary files
   */
  public static Wiring open(Place place) throws IOException {
    return open(place, Stores.NONE);
  }

  /** The same for a process that outlives it: what git fetched is kept in these stores. */
  public static Wiring open(Place place, Stores stores) throws IOException {
    return open(place, SETTINGS, Token.NONE, stores);
  }

  /**
   * The same for a repository that keeps its settings in another file.
   *
   * @param agents the token that may assign coding agents, if there is one
   */
  public static Wiring open(Place place, String settings, Token agents) throws IOException {
    return open(place, settings, agents, Stores.NONE);
  }

  private static Wiring open(Place place, String settings, Token agents, Stores stores)
      throws IOException {
    GitHubOptions github =
        GitHubOptions.of(place.api().toString(), place.repository(), place.token());
    if (place.login().isPresent()) {
      github = github.withLogin(place.login().get());
    }
    if (place.actionsToken()) {
      github = github.withActionsToken();
    }
    if (agents.isPresent()) {
      github = github.withAgentToken(agents);
    }
    GitOptions git =
        GitOptions.of(place.gitUrl(), place.token())
            .withAuthor(place.author())
            .withSettings(settings)
            .withLayout(file -> layout(place, file));
    GitSession plans = GitSession.open(git, stores);
    GitHubSession jobs = GitHubSession.open(github);
    return new Wiring(place, plans, jobs, Set.of());
  }

  // What was named for this run wins over the settings file, which wins over what is usual.
  private static Layout layout(Place place, Optional<PlanFile> file) {
    Settings settings = file.map(f -> Settings.parse(f.bytes()).settings()).orElse(Settings.NONE);
    List<String> globs = place.plans().isEmpty() ? settings.plans() : place.plans();
    return new Layout(place.branch().or(settings::branch), new Globs(globs));
  }

  /**
   * The place's past as far as a bounded fetch brings it; asks nobody anything yet.
   *
   * @throws IOException when there is no room for temporary files
   */
  public static DistantPast past(Place place) throws IOException {
    return DistantPast.open(
        GitOptions.of(place.gitUrl(), Token.NONE)
            .withSettings(SETTINGS)
            .withLayout(file -> layout(place, file)));
  }

  public Place place() {
    return place;
  }

  /** One look at the world, and what it leads to. */
  public record Look(Snapshot seen, Decision decision) {}

  /**
   * The same place for a process that an event woke: it told of comments on these issues, and those
   * that are jobs are looked at even where GitHub's lists lag behind.
   */
  public Wiring hearing(Set<Integer> issues) {
    return new Wiring(place, git, github, Set.copyOf(issues));
  }

  /** Where the plan branch and Setpoint's refs stand: one question to git, none to GitHub. */
  public Tip tip() throws IOException {
    return git.plans().fetch();
  }

  /** Looks, and does nothing. */
  public Look look() throws IOException {
    Snapshot seen = snapshots(Wiring::clear).take();
    return new Look(seen, Diff.between(seen, List.of()));
  }

  /** What is missing here for plans to move; changes nothing. */
  public List<Finding> checkup() throws IOException {
    Optional<Tip> tip = Optional.empty();
    Optional<String> trouble = Optional.empty();
    try {
      tip = Optional.of(git.plans().fetch());
    } catch (IOException e) {
      // A finding like any other: GitHub's own answer says more about the token.
      trouble = Optional.of(String.valueOf(e.getMessage()));
    }
    String label =
        tip.flatMap(Tip::settings)
            .map(f -> Settings.parse(f.bytes()).settings().label())
            .orElse(Settings.NONE.label());
    Optional<String> branch = tip.map(Tip::branch).or(place::branch);
    Facts facts = github.examine(branch, label);
    Optional<Decision> decision = Optional.empty();
    if (tip.isPresent() && facts.refusal().isEmpty()) {
      try {
        Snapshot seen = snapshots(Wiring::clear).at(tip.get());
        decision = Optional.of(Diff.between(seen, List.of()));
      } catch (IOException e) {
        trouble = Optional.of(String.valueOf(e.getMessage()));
      }
    }
    return Checkup.of(facts, tip, decision, trouble);
  }

  /** What merging a pull request into the plan branch would do; reads, and does nothing. */
  public Preview preview(Snapshot now, int pullRequest) throws IOException {
    Set<PlanPath> touched = github.pullRequests().touched(pullRequest);
    Tip merged = git.proposals().merged(now.tip(), pullRequest, touched);
    return Preview.of(now, Snapshots.supposing(now, merged), touched);
  }

  public PullRequests pullRequests() {
    return github.pullRequests();
  }

  public Hands hands() {
    return github.hands();
  }

  public JobSource jobs() {
    return github.jobs();
  }

  /** The pass that acts. */
  public Reconciler reconciler() {
    return reconciler(git.planBranch());
  }

  /** The pass that acts, and creates at most so many jobs. */
  public Reconciler reconciler(Optional<Integer> mostJobs) {
    Budget all = budget();
    Budget budget = mostJobs.map(all::creating).orElse(all);
    return reconciler(Wiring::clear, git.planBranch(), budget);
  }

  /** The pass that acts, and writes plans through another branch port. */
  public Reconciler reconciler(PlanBranch branch) {
    return reconciler(Wiring::clear, branch, budget());
  }

  /** What stands between the pass and its ports, to watch them or to cut them. */
  @FunctionalInterface
  public interface Lens {
    /** The port through the lens; it answers for the real one, and never in its place. */
    <P> P over(Class<P> port, P real);
  }

  /** The pass that acts, with every port behind a lens. */
  public Reconciler reconciler(Lens lens) {
    return reconciler(lens, git.planBranch(), budget());
  }

  private Reconciler reconciler(Lens lens, PlanBranch branch, Budget budget) {
    Tools tools =
        new Tools(
            lens.over(ClaimStore.class, git.claims()),
            lens.over(Hands.class, github.hands()),
            chance::nonce,
            place.who(),
            budget);
    return new Reconciler(
        snapshots(lens), tools, lens.over(PlanBranch.class, branch), chance::pause);
  }

  private Snapshots snapshots(Lens lens) {
    return new Snapshots(
            lens.over(PlanSource.class, git.plans()),
            lens.over(JobSource.class, github.jobs()),
            Clock.systemUTC(),
            place.webUrl())
        .hearing(heard)
        .watching(lens.over(Outside.class, github.outside()), Diff::awaited);
  }

  private static <P> P clear(Class<P> port, P real) {
    return real;
  }

  /**
   * The pass that decides everything and does nothing; the branch says afterwards what it would
   * have written.
   */
  public Reconciler dry(DryBranch branch) {
    DryHands hands = new DryHands(Clock.systemUTC());
    Tools tools = new Tools(new DryClaims(), hands, chance::nonce, place.who(), budget());
    Sync.Pause none = attempt -> {};
    return new Reconciler(snapshots(Wiring::clear), tools, branch, none);
  }

  public PlanBranch planBranch() {
    return git.planBranch();
  }

  /** What GitHub last said about how much may still be asked. */
  public Optional<Rate> rate() {
    return github.rate();
  }

  /** What it has cost so far. */
  public Requests requests() {
    return new Requests(github.requests(), git.requests());
  }

  @Override
  public void close() {
    git.close();
  }

  private static Budget budget() {
    return Budget.starting(System::nanoTime, Budget.LIMIT);
  }
}
