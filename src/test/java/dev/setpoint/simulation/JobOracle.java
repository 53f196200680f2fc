package dev.setpoint.simulation;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.ClaimText;
import dev.setpoint.job.Handed;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Ledger;
import dev.setpoint.job.Outcome;
import dev.setpoint.job.Phase;
import dev.setpoint.job.Ref;
import dev.setpoint.job.Run;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The truth about jobs and claims, and the invariants that speak of them. */
final class JobOracle {
  /**
   * A job that a pass's POST made.
   *
   * @param extra GitHub made it a second time from one POST
   */
  record Made(String path, String nonce, JobId id, boolean extra) {}

  private final World world;
  private final Map<String, List<Made>> made = new TreeMap<>();
  private final Map<String, Integer> posts = new HashMap<>();
  private final Map<String, Set<String>> nonces = new HashMap<>();
  private final Map<String, Claim> newest = new HashMap<>();
  private final Set<JobId> named = new HashSet<>();
  private final Set<String> forgotten = new HashSet<>();
  private final Set<String> wished = new HashSet<>();
  private final Set<JobId> hidden = new HashSet<>();
  private final Set<String> over = new HashSet<>();
  private final Set<String> parked = new HashSet<>();
  private final Map<String, Integer> handed = new HashMap<>();
  private final Set<String> offered = new HashSet<>();

  JobOracle(World world) {
    this.world = world;
  }

  /** A person deleted the memory of an attempt: what follows from that is theirs to answer for. */
  void forget(String path) {
    forgotten.add(step(path));
  }

  boolean isForgotten(PlanId plan, StepId step) {
    return forgotten.contains(step(new ClaimKey(plan, step, 1).path()));
  }

  /** A person said that this is the job of a step. */
  void name(JobId job) {
    named.add(job);
  }

  /** A person asked for another attempt of a step. */
  void wish(PlanId plan, StepId step) {
    wished.add(step(new ClaimKey(plan, step, 1).path()));
  }

  boolean isWished(PlanId plan, StepId step) {
    return wished.contains(step(new ClaimKey(plan, step, 1).path()));
  }

  List<Made> made(String path) {
    return made.getOrDefault(path, List.of());
  }

  /** The attempts that a question is about: those of its step of which nobody knows the fate. */
  List<String> askedAbout(String ask) {
    Optional<ClaimKey> key = claim(ask).map(Claim::key);
    return newest.values().stream()
        .filter(c -> c.phase() instanceof Phase.Parked)
        .map(Claim::key)
        .filter(k -> key.filter(q -> q.plan().equals(k.plan())).isPresent())
        .filter(k -> key.filter(q -> q.step().equals(k.step().ask())).isPresent())
        .map(ClaimKey::path)
        .toList();
  }

  /** Under which id a step that had one of these titles was started, if it was. */
  Optional<StepId> startedAs(PlanId plan, List<String> titles) {
    return titled(plan, titles).map(c -> c.key().step()).findFirst();
  }

  /** Whether anything came of a claim of a step that had one of these titles. */
  boolean isBegun(PlanId plan, List<String> titles) {
    return titled(plan, titles).anyMatch(c -> !(c.phase() instanceof Phase.Claimed));
  }

  private Stream<Claim> titled(PlanId plan, List<String> titles) {
    return newest.values().stream()
        .filter(c -> c.key().plan().equals(plan) && titles.contains(c.facts().title()));
  }

  /** What a claim last said. */
  Optional<Claim> claim(String path) {
    return Optional.ofNullable(newest.get(path));
  }

  private static String step(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  /** A POST leaves a pass. */
  void posting(Actor actor, String path, String nonce) {
    if (posts.merge(path + " " + nonce, 1, Integer::sum) > 1) {
      throw new Violation("6 one POST per nonce", path + " " + nonce);
    }
    if (forgotten.contains(step(path))) {
      return;
    }
    Optional<Claim> claim = read(ClaimKey.CLAIMS + path);
    boolean held =
        world.timingHolds
            ? claim.filter(c -> c.newestNonce().equals(nonce) && mayBePosted(c)).isPresent()
            : nonces.getOrDefault(path, Set.of()).contains(nonce);
    if (!held) {
      throw new Violation(
          "3 created only behind the own claim", actor + " posts " + path + " " + nonce);
    }
    if (claim.isPresent()) {
      notInPlaceOfAVanishedOne(claim.get());
      TurnOracle.mayStart(world, actor, claim.get());
    }
  }

  // While a guarded start is on its way again, its first run may begin after all, and another pass
  // find that: the guard refuses the second.
  private static boolean mayBePosted(Claim claim) {
    return claim.phase() instanceof Phase.Claimed
        || (claim.facts().guarded() && claim.phase() instanceof Phase.Bound);
  }

  /** A pass pushes claims: what it says is over without a job must be so. */
  void claiming(Actor actor, Claim claim) {
    if (claim.phase() instanceof Phase.Settled end && end.job().isEmpty()) {
      if (!forgotten.contains(step(claim.key().path()))) {
        TurnOracle.mayBeOver(world, actor, claim, end);
      }
      over.addAll(claim.nonces());
    }
  }

  /** A POST leaves a pass that starts an agent's run. */
  void handing(String input) {
    boolean held = offered.contains(input);
    if (!held) {
      throw new Violation("3 created only behind the own claim", input);
    }
  }

  /** An agent was started. */
  void handedOver(String input) {
    boolean exempt =
        newest.values().stream()
            .filter(c -> (HubLine.AGENTS + c.key()).equals(input))
            .anyMatch(c -> forgotten.contains(step(c.key().path())));
    if (handed.merge(input, 1, Integer::sum) > 1 && !exempt) {
      throw new Violation("1 an agent is started once", input);
    }
  }

  // An automatic retry follows a job that was seen to end badly, nothing else.
  private void notInPlaceOfAVanishedOne(Claim claim) {
    ClaimKey key = claim.key();
    if (!claim.facts().cause().equals("retry") || key.attempt() == 1) {
      return;
    }
    String before = new ClaimKey(key.plan(), key.step(), key.attempt() - 1).path();
    boolean failed =
        runs(before).stream().anyMatch(r -> r.everEnded(Run.State.FAILED))
            || claim(before).filter(c -> c.phase() instanceof Phase.Stopping).isPresent()
            || endedAs(before, Outcome.FAILED);
    if (!failed) {
      throw new Violation("13 absence never re-creates", "retry of " + key + " without a failure");
    }
  }

  private boolean endedAs(String path, Outcome outcome) {
    return claim(path)
        .filter(c -> c.phase() instanceof Phase.Settled s && s.outcome() == outcome)
        .isPresent();
  }

  /** A POST had its effect. */
  void made(String path, String nonce, JobId id, boolean extra) {
    List<Made> all = made.computeIfAbsent(path, p -> new ArrayList<>());
    all.add(new Made(path, nonce, id, extra));
    boolean guarded =
        id instanceof JobId.Run(long run) && world.runs.job(run).filter(j -> j.guarded).isPresent();
    boolean mayDouble = guarded || (id instanceof JobId.Issue && !world.timingHolds);
    long proper = all.stream().filter(m -> !m.extra() && !isHidden(m)).count();
    if (proper > 1 && !mayDouble && !forgotten.contains(step(path))) {
      throw new Violation("1 effects of a key", path + " was created " + proper + " times");
    }
  }

  /** A person took an issue away, or its marker, before any claim had recorded it. */
  void hide(int number) {
    JobId.Issue id = new JobId.Issue(number);
    boolean recorded =
        newest.values().stream()
            .anyMatch(c -> c.phase().knownJob().filter(j -> j.id().equals(id)).isPresent());
    if (!recorded) {
      hidden.add(id);
    }
  }

  private boolean isHidden(Made made) {
    return hidden.contains(made.id());
  }

  /** A run really does its work. */
  void effect(Runs.Job job) {
    Optional<String> path = job.path();
    if (path.isEmpty() || forgotten.contains(step(path.get()))) {
      return;
    }
    List<Runs.Job> same = runs(path.get()).stream().filter(j -> j.effects > 0).toList();
    boolean mine = same.contains(job);
    if (mine && same.size() > 1) {
      throw new Violation(
          "1 effects of a key", path.get() + " is carried out by " + same.size() + " runs");
    }
    if (mine && !wished.contains(step(path.get())) && !job.everRunAgain) {
      noOtherAttemptCounts(path.get(), job);
    }
  }

  // The next attempt waits until the one before has ended, and does not follow a success, unless a
  // person asks for it. Of what was parked nobody but a person knows whether it ended.
  private void noOtherAttemptCounts(String path, Runs.Job job) {
    for (Runs.Job other : runsOfStep(step(path))) {
      boolean first = !other.everRunAgain;
      boolean counts = other.effective && (other.everSucceeded || !other.isOver());
      boolean over = other.isOver() || other.path().filter(parked::contains).isPresent();
      boolean asked =
          over && (isAskedFor(path) || other.path().filter(this::isAskedFor).isPresent());
      if (other != job && counts && first && !other.path().equals(job.path()) && !asked) {
        throw new Violation(
            "1 a step's work is never done twice",
            "run " + job.id + " for " + path + " beside run " + other.id);
      }
    }
  }

  private boolean isAskedFor(String path) {
    return claim(path)
        .map(c -> c.facts().cause())
        .filter(c -> c.startsWith("comment") || c.equals("command line"))
        .isPresent();
  }

  private List<Runs.Job> runs(String path) {
    return made(path).stream()
        .flatMap(
            m ->
                m.id() instanceof JobId.Run(long id) ? world.runs.job(id).stream() : Stream.empty())
        .toList();
  }

  private List<Runs.Job> runsOfStep(String step) {
    return made.keySet().stream()
        .filter(p -> step(p).equals(step))
        .flatMap(p -> runs(p).stream())
        .toList();
  }

  private Optional<Claim> read(String ref) {
    return world.git.at(ref).flatMap(c -> parse(ref, c));
  }

  private static Optional<Claim> parse(String ref, GitServer.Commit commit) {
    return ClaimText.parse(new Ref(ref, commit.id(), commit.message()));
  }

  /** A claim's ref moved. */
  void claimMoved(
      String ref,
      Optional<GitServer.Commit> before,
      Optional<GitServer.Commit> after,
      boolean known) {
    if (after.isEmpty()) {
      return;
    }
    if (known) {
      throw new Violation("4 claim objects unique", ref + " was given an object that was there");
    }
    Claim claim =
        parse(ref, after.get())
            .orElseThrow(() -> new Violation("4 claims can be read", ref + ": " + after.get()));
    String path = claim.key().path();
    newest.put(path, claim);
    nonces.computeIfAbsent(path, p -> new HashSet<>()).addAll(claim.nonces());
    Optional<Claim> was = before.flatMap(b -> parse(ref, b));
    switch (claim.phase()) {
      case Phase.Bound b -> {
        mayBind(claim, b.job(), was);
        if (b.handed().filter(h -> h.result() == Handed.Result.UNCLEAR).isPresent()) {
          offered.add(HubLine.AGENTS + claim.key());
        }
      }
      case Phase.Settled s -> mayEnd(claim, s, was);
      case Phase.Claimed c ->
          was.filter(w -> w.phase().knownJob().isPresent())
              .ifPresent(
                  w -> {
                    throw new Violation("5 a bound claim stays bound", path + " was " + w.phase());
                  });
      case Phase.Parked p -> parked.add(path);
      case Phase.Refused r -> {}
      case Phase.Stopping s -> {}
    }
  }

  private void mayBind(Claim claim, JobLink job, Optional<Claim> was) {
    boolean same = was.flatMap(w -> w.phase().knownJob()).filter(job::equals).isPresent();
    boolean own =
        made(claim.key().path()).stream()
            .anyMatch(m -> m.id().equals(job.id()) && claim.nonces().contains(m.nonce()));
    boolean taken =
        world
            .git
            .at(claim.key().startedRef())
            .filter(n -> job.id().equals(new JobId.Run(Runner.taker(n))))
            .isPresent();
    if (!same && !own && !taken && !named.contains(job.id())) {
      throw new Violation("15 adopted only on evidence", claim.key() + " bound to " + job);
    }
  }

  private void mayEnd(Claim claim, Phase.Settled end, Optional<Claim> was) {
    if (end.job().isEmpty()
        && end.outcome() != Outcome.WITHDRAWN
        && !over.contains(claim.newestNonce())) {
      throw new Violation("12 over without a job only on evidence", claim.key() + " " + end);
    }
    if (end.outcome() == Outcome.DONE && end.job().isPresent() && !isDone(end.job())) {
      throw new Violation("12 done only on evidence", claim.key() + " by " + end.job());
    }
    boolean latched =
        was.filter(w -> w.phase() instanceof Phase.Settled s && s.outcome() == Outcome.DONE)
            .isPresent();
    if (latched && end.outcome() != Outcome.DONE && !everReopened(end.job())) {
      throw new Violation("10 success latches", claim.key() + " became " + end.outcome());
    }
  }

  boolean everReopened(Optional<JobLink> job) {
    return job.filter(j -> j.id() instanceof JobId.Issue)
        .flatMap(j -> world.issues.ticket(((JobId.Issue) j.id()).number()))
        .filter(t -> t.everReopened)
        .isPresent();
  }

  boolean everRunAgain(Optional<JobLink> job) {
    return job.filter(j -> j.id() instanceof JobId.Run)
        .flatMap(j -> world.runs.job(((JobId.Run) j.id()).id()))
        .filter(r -> r.everRunAgain)
        .isPresent();
  }

  /** Whether that job was ever completed or successful, and really did something. */
  boolean isDone(Optional<JobLink> job) {
    if (job.isEmpty()) {
      return false;
    }
    return switch (job.get().id()) {
      case JobId.Issue(int number) ->
          world.issues.ticket(number).filter(t -> t.everCompleted).isPresent();
      case JobId.Run(long id) ->
          world.runs.job(id).filter(j -> j.everSucceeded && j.effects > 0).isPresent();
    };
  }

  /** Whether a step was ever over without a job. */
  boolean everOver(PlanId plan, StepId step) {
    String prefix = step(new ClaimKey(plan, step, 1).path());
    return newest.values().stream()
        .filter(c -> step(c.key().path()).equals(prefix))
        .anyMatch(
            c ->
                c.phase() instanceof Phase.Settled s
                    && s.job().isEmpty()
                    && s.outcome() == Outcome.DONE);
  }

  /** The claim of an attempt as its ref has it now; empty when it was folded or deleted. */
  Optional<Claim> standingClaim(String path) {
    return read(ClaimKey.CLAIMS + path);
  }

  /**
   * Nothing fails any more, and the passes have had their time.
   *
   * @param broken plans that nobody mended: they start nothing, and say so
   */
  void atRest(Predicate<PlanId> broken) {
    made.forEach(
        (path, all) -> {
          long open =
              all.stream()
                  .filter(
                      m ->
                          m.id() instanceof JobId.Issue(int n)
                              && !isHidden(m)
                              && world.issues.ticket(n).filter(Issues.Ticket::isOpen).isPresent())
                  .count();
          if (open > 1 && !forgotten.contains(step(path))) {
            throw new Violation("2 open issues of a key", path + " has " + open);
          }
        });
    List<Ref> refs =
        world.git.refs("refs/setpoint/").entrySet().stream()
            .map(e -> new Ref(e.getKey(), e.getValue().id(), e.getValue().message()))
            .toList();
    for (Claim claim : Ledger.of(refs).attempts().values()) {
      if (claim.phase() instanceof Phase.Claimed && !broken.test(claim.key().plan())) {
        throw new Violation(
            "22 an unknown never stays silent", claim.key().path() + " is still claimed");
      }
    }
  }
}
