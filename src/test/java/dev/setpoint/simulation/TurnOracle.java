package dev.setpoint.simulation;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.JobId;
import dev.setpoint.job.Ledger;
import dev.setpoint.job.Outcome;
import dev.setpoint.job.Phase;
import dev.setpoint.job.Run;
import dev.setpoint.job.Started;
import dev.setpoint.plan.Condition;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import dev.setpoint.read.Snapshots;
import dev.setpoint.read.Tip;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Invariant 11, stated once more and more simply: who may go when. What a pass does must fit the
 * text and the refs that it read, together with some way in which the jobs they name have ended by
 * now: every way in which each step can be said to have ended is tried.
 */
final class TurnOracle {
  private static final int MOST_WAYS = 100_000;

  /** How a step ended, if it did. */
  private enum End {
    NOT(""),
    DONE("done"),
    SKIPPED("skipped"),
    FAILED("failed"),
    CANCELLED("cancelled");

    private final String word;

    End(String word) {
      this.word = word;
    }

    boolean isGood() {
      return this == DONE || this == SKIPPED;
    }

    boolean isBad() {
      return this == FAILED || this == CANCELLED;
    }
  }

  private final World world;
  private final Ledger ledger;
  private final List<Plan> plans;

  private TurnOracle(World world, Tip tip) {
    this.world = world;
    this.ledger = Ledger.of(tip.refs());
    this.plans = Snapshots.plans(tip).stream().filter(p -> p.problems().isEmpty()).toList();
  }

  /** A job is created only when it is its step's turn. */
  static void mayStart(World world, Actor actor, Claim claim) {
    ClaimKey key = claim.key();
    if (key.step().isAsk() || actor.fetched.isEmpty()) {
      return;
    }
    TurnOracle oracle = new TurnOracle(world, actor.fetched.get());
    Plan plan = oracle.plan(key);
    Step step = step(plan, key);
    String cause = claim.facts().cause();
    // What was begun once, or asked for by a person, is begun whatever its condition says.
    boolean unconditional = !cause.isEmpty() || claim.nonces().size() > 1;
    if (!oracle.some(plan, step, ends -> unconditional || oracle.holds(plan, step, ends))) {
      throw new Violation("11 only when its turn has come", key + " " + oracle.told(plan));
    }
    if (oracle.isHeld(plan.id(), new HashSet<>())) {
      throw new Violation("11 a sub-plan has its turn", key.toString());
    }
    boolean over =
        oracle
            .ledger
            .latest(key.plan(), key.step())
            .filter(c -> c.phase() instanceof Phase.Settled s && s.outcome() == Outcome.SKIPPED)
            .isPresent();
    if (over && cause.isEmpty()) {
      throw new Violation("10 skipped is for good", key.toString());
    }
  }

  /** A step is over without a job only when it is its turn, and for a reason in the plan. */
  static void mayBeOver(World world, Actor actor, Claim claim, Phase.Settled end) {
    if (end.outcome() == Outcome.WITHDRAWN || actor.fetched.isEmpty()) {
      return;
    }
    TurnOracle oracle = new TurnOracle(world, actor.fetched.get());
    Plan plan = oracle.plan(claim.key());
    Step step = step(plan, claim.key());
    boolean fits =
        switch (end.outcome()) {
          case SKIPPED -> oracle.some(plan, step, ends -> !oracle.holds(plan, step, ends));
          case DONE ->
              oracle.some(plan, step, ends -> oracle.holds(plan, step, ends))
                  && oracle.hasCome(plan, step);
          case FAILED -> false;
          case CANCELLED -> false;
          case WITHDRAWN -> true;
        };
    if (!fits) {
      throw new Violation(
          "12 over without a job only on evidence",
          claim.key() + " " + end.outcome() + " " + oracle.told(plan));
    }
  }

  private String told(Plan plan) {
    StringBuilder text = new StringBuilder();
    for (Step s : plan.steps()) {
      text.append("\n  ").append(s.id()).append(' ').append(s.kind()).append(" needs ");
      text.append(s.needs()).append(' ').append(ends(plan, s));
      s.terms().when().ifPresent(w -> text.append(" if ").append(w.text()));
    }
    return text.toString();
  }

  private Plan plan(ClaimKey key) {
    return plans.stream()
        .filter(p -> p.id().equals(key.plan()))
        .findFirst()
        .orElseThrow(
            () -> new Violation("11 only what the plan wants is created", key + ": no plan"));
  }

  private static Step step(Plan plan, ClaimKey key) {
    return plan.step(key.step())
        .orElseThrow(
            () -> new Violation("11 only what the plan wants is created", key + ": no step"));
  }

  /** Whether its turn has come, and that is so, in one of the ways in which things may stand. */
  private boolean some(Plan plan, Step step, Predicate<Map<StepId, End>> so) {
    List<Step> steps = new ArrayList<>(before(plan, step, true));
    List<List<End>> choices = new ArrayList<>();
    long ways = 1;
    for (Step s : steps) {
      choices.add(List.copyOf(ends(plan, s)));
      ways *= choices.getLast().size();
      if (ways > MOST_WAYS) {
        return true;
      }
    }
    for (long way = 0; way < ways; way++) {
      Map<StepId, End> ends = new HashMap<>();
      long rest = way;
      for (int i = 0; i < steps.size(); i++) {
        int size = choices.get(i).size();
        ends.put(steps.get(i).id(), choices.get(i).get((int) (rest % size)));
        rest /= size;
      }
      if (hasTurn(plan, step, ends) && so.test(ends)) {
        return true;
      }
    }
    return false;
  }

  /** All that it needs, transitively; or also what it, and they, name in conditions. */
  private static Set<Step> before(Plan plan, Step step, boolean alsoNamed) {
    Set<Step> all = new LinkedHashSet<>();
    Deque<Step> open = new ArrayDeque<>(List.of(step));
    while (!open.isEmpty()) {
      Step at = open.pop();
      Set<StepId> ids = new LinkedHashSet<>(at.needs());
      if (alsoNamed) {
        ids.addAll(named(at));
      }
      ids.stream().flatMap(id -> plan.step(id).stream()).filter(all::add).forEach(open::add);
    }
    return all;
  }

  private static Set<StepId> named(Step step) {
    return step.terms().when().map(Condition::steps).orElse(Set.of());
  }

  private static boolean asks(Step step) {
    return step.terms().when().filter(Condition::asks).isPresent();
  }

  private boolean hasTurn(Plan plan, Step step, Map<StepId, End> ends) {
    boolean asks = asks(step);
    Set<StepId> named = named(step);
    for (StepId id : named) {
      boolean ended = end(ends, id) != End.NOT;
      if (!ended && !(asks && cannotStart(plan, plan.step(id).orElseThrow(), ends))) {
        return false;
      }
    }
    boolean waits = asks || !named.isEmpty();
    return before(plan, step, false).stream()
        .allMatch(
            a ->
                end(ends, a.id()).isGood()
                    || (waits
                        && (cannotStart(plan, a, ends)
                            || (end(ends, a.id()).isBad() && (asks || named.contains(a.id()))))));
  }

  /** It never started, and something before it ended badly that it does not ask about. */
  private boolean cannotStart(Plan plan, Step step, Map<StepId, End> ends) {
    if (end(ends, step.id()) != End.NOT || isStarted(plan, step) || asks(step)) {
      return false;
    }
    Set<StepId> named = named(step);
    return before(plan, step, false).stream()
            .anyMatch(b -> end(ends, b.id()).isBad() && !named.contains(b.id()))
        || named.stream()
            .flatMap(id -> plan.step(id).stream())
            .anyMatch(n -> cannotStart(plan, n, ends));
  }

  private static End end(Map<StepId, End> ends, StepId step) {
    return ends.getOrDefault(step, End.NOT);
  }

  private boolean isStarted(Plan plan, Step step) {
    return ledger
        .latest(plan.id(), step.id())
        .map(Claim::phase)
        .filter(p -> !(p instanceof Phase.Stopping))
        .filter(p -> !(p instanceof Phase.Settled s && s.outcome() == Outcome.WITHDRAWN))
        .filter(p -> !(step.kind() instanceof Kind.Waiting))
        .isPresent();
  }

  /** Every way in which a step can be said to have ended. */
  private Set<End> ends(Plan plan, Step step) {
    if (step.skip().isPresent()) {
      return EnumSet.of(End.SKIPPED);
    }
    EnumSet<End> ends = EnumSet.of(End.NOT);
    Optional<Claim> latest = ledger.latest(plan.id(), step.id());
    if (latest.isPresent()) {
      recorded(latest.get()).ifPresent(ends::add);
      latest.get().phase().knownJob().ifPresent(j -> seen(j.id(), ends));
      Optional.ofNullable(ledger.started().get(latest.get().key().path()))
          .map(Started::run)
          .ifPresent(run -> seen(new JobId.Run(run), ends));
      if (latest.get().phase() instanceof Phase.Stopping s && s.cause() == Phase.Cause.TIMED_OUT) {
        ends.add(End.FAILED);
      }
      int retries = step.kind() instanceof Kind.Workflow w ? w.retries() : 0;
      if (latest.get().key().attempt() <= retries) {
        ends.remove(End.FAILED);
      }
    }
    if (step.kind() instanceof Kind.Waiting) {
      // Made one that waits after it had ended badly: the waiting begins anew.
      ends.remove(End.FAILED);
      ends.remove(End.CANCELLED);
    }
    if (step.terms().optional() && ends.contains(End.CANCELLED)) {
      ends.add(End.SKIPPED);
    }
    if (step.kind() instanceof Kind.SubPlan sub && isCancelled(sub)) {
      ends.add(End.CANCELLED);
    }
    return ends;
  }

  private boolean isCancelled(Kind.SubPlan sub) {
    return plans.stream()
        .anyMatch(
            p ->
                sub.plan().filter(p.id()::equals).isPresent()
                    && p.lifecycle() == Lifecycle.CANCELLED);
  }

  private static Optional<End> recorded(Claim claim) {
    return claim.phase() instanceof Phase.Settled s
        ? switch (s.outcome()) {
          case DONE -> Optional.of(End.DONE);
          case FAILED -> Optional.of(End.FAILED);
          case CANCELLED -> Optional.of(End.CANCELLED);
          case SKIPPED -> Optional.of(End.SKIPPED);
          case WITHDRAWN -> Optional.empty();
        }
        : Optional.empty();
  }

  /** How a job ever ended, in truth. */
  private void seen(JobId job, Set<End> ends) {
    switch (job) {
      case JobId.Issue(int number) ->
          world
              .issues
              .ticket(number)
              .ifPresent(
                  t -> {
                    if (t.everCompleted) {
                      ends.add(End.DONE);
                    }
                    if (t.everDropped) {
                      ends.add(End.CANCELLED);
                    }
                  });
      case JobId.Run(long id) ->
          world
              .runs
              .job(id)
              .ifPresent(
                  j -> {
                    if (j.everSucceeded && j.effects > 0) {
                      ends.add(End.DONE);
                    }
                    if (j.everEnded(Run.State.FAILED)) {
                      ends.add(End.FAILED);
                    }
                    if (j.everEnded(Run.State.CANCELLED)) {
                      ends.add(End.CANCELLED);
                    }
                  });
    }
  }

  private boolean holds(Plan plan, Step step, Map<StepId, End> ends) {
    List<End> before = before(plan, step, false).stream().map(s -> end(ends, s.id())).toList();
    Condition.Course course =
        new Condition.Course() {
          @Override
          public String outcome(StepId id) {
            return end(ends, id).word;
          }

          @Override
          public boolean anyFailed() {
            return before.stream().anyMatch(End::isBad);
          }

          @Override
          public boolean anyCancelled() {
            return before.contains(End.CANCELLED);
          }

          @Override
          public boolean allDone() {
            return before.stream().allMatch(End::isGood);
          }
        };
    return step.terms().when().map(w -> w.holds(course)).orElse(true);
  }

  /** A plan that others name starts nothing before it is its turn in one of them. */
  private boolean isHeld(PlanId id, Set<PlanId> seen) {
    boolean named = false;
    if (!seen.add(id)) {
      return false;
    }
    for (Plan plan : plans) {
      boolean inForce =
          plan.lifecycle() == Lifecycle.APPROVED || plan.lifecycle() == Lifecycle.PAUSED;
      for (Step step : plan.steps()) {
        boolean names = step.kind() instanceof Kind.SubPlan s && s.plan().equals(Optional.of(id));
        if (inForce && names && step.problems().isEmpty()) {
          named = true;
          boolean goesOn =
              ends(plan, step).contains(End.DONE)
                  || isBegun(plan, step)
                  || (step.skip().isEmpty() && some(plan, step, ends -> holds(plan, step, ends)));
          if (goesOn && !isHeld(plan.id(), seen)) {
            return false;
          }
        }
      }
    }
    return named;
  }

  /** Whether it was begun, as a step of whatever kind, and nobody knows of an end. */
  private boolean isBegun(Plan plan, Step step) {
    return step.skip().isEmpty()
        && ledger.latest(plan.id(), step.id()).filter(c -> c.phase().mayBeOpen()).isPresent();
  }

  /** Whether what the step waits for has come about. */
  private boolean hasCome(Plan plan, Step step) {
    return switch (step.kind()) {
      case Kind.Wait wait -> {
        Instant last = Instant.MIN;
        for (Step b : before(plan, step, false)) {
          Optional<Claim> claim = ledger.latest(plan.id(), b.id());
          if (b.skip().isEmpty()
              && claim.isPresent()
              && claim.get().phase() instanceof Phase.Settled s
              && s.at().isAfter(last)) {
            last = s.at();
          }
        }
        yield last.equals(Instant.MIN) || !world.clock.now().isBefore(last.plus(wait.time()));
      }
      case Kind.Until until -> !world.clock.now().isBefore(until.moment());
      case Kind.Event event -> world.outsiders.everHappened(event.what());
      case Kind.SubPlan sub ->
          plans.stream()
              .filter(p -> sub.plan().filter(p.id()::equals).isPresent())
              .anyMatch(
                  p -> p.steps().stream().allMatch(s -> ends(p, s).stream().anyMatch(End::isGood)));
      case Kind.Person p -> false;
      case Kind.Agent a -> false;
      case Kind.Workflow w -> false;
    };
  }
}
