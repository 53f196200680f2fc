package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.Jobs;
import dev.setpoint.job.Outcome;
import dev.setpoint.job.Phase;
import dev.setpoint.job.Wish;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import dev.setpoint.read.Snapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the newest attempts of one plan's steps stand, and what that means for other steps. */
final class Standings {
  /** What a claim names as its cause that the command line asked for. */
  static final String COMMAND_LINE = "command line";

  /** The same of an attempt that follows a failed one by itself. */
  static final String RETRY = "retry";

  private final Plan plan;
  private final Memory.OfPlan memory;
  private final Attempts attempts;
  private final Orders orders;
  private final List<Wish> wishes;
  private final Map<StepId, At> places;
  private final boolean waitsForPlans;

  /**
   * Where one step is.
   *
   * @param standing of its newest attempt
   * @param begun the same, unless nothing of that attempt stands in the way of a first one
   */
  private record At(Optional<Standing> standing, Optional<Standing> begun, Fate fate) {
    static final At START = new At(Optional.empty(), Optional.empty(), Fate.OPEN);
  }

  Standings(Plan plan, Snapshot seen, Memory.OfPlan memory, List<Wish> wishes) {
    this.plan = plan;
    this.memory = memory;
    this.attempts = new Attempts(seen);
    this.orders = new Orders(seen, memory);
    this.wishes = wishes.stream().filter(w -> w.plan().equals(plan.id())).toList();
    this.places = HashMap.newHashMap(plan.steps().size());
    boolean waits = false;
    for (Step step : plan.steps()) {
      places.put(step.id(), at(step));
      waits |= step.kind() instanceof Kind.SubPlan;
    }
    this.waitsForPlans = waits;
  }

  private At at(Step step) {
    Optional<Standing> standing =
        memory.latest(step.id()).map(claim -> inPlan(step, newest(claim)));
    Optional<Standing> begun = standing.filter(s -> !Case.isFree(step, s));
    return new At(standing, begun, fate(step, begun.orElse(null)));
  }

  /** A retry that never began ends as what it was to try again, if that is done after all. */
  private Standing newest(Claim claim) {
    Standing standing = attempts.standing(claim);
    boolean absent = standing instanceof Standing.Starting && attempts.mayTakeOver(claim);
    return absent && takenUp(claim).orElse(null) instanceof Standing.Ended done
        ? new Standing.Ended(claim, done.end())
        : standing;
  }

  /**
   * Where the attempt stands that this one is to try again by itself, if a person has taken that up
   * again, so that it goes on or is done: then there is nothing to try again.
   */
  Optional<Standing> takenUp(Claim retry) {
    if (!retry.facts().cause().equals(RETRY)) {
      return Optional.empty();
    }
    ClaimKey key = retry.key();
    return memory.attempts(key.step()).stream()
        .filter(c -> c.key().attempt() == key.attempt() - 1)
        .map(attempts::standing)
        .filter(s -> s instanceof Standing.Going || s.endedAs(Outcome.DONE))
        .findFirst();
  }

  /** What a person ended as not planned is skipped where the plan calls it optional. */
  private static Standing inPlan(Step step, Standing standing) {
    if (step.terms().optional()
        && standing instanceof Standing.Ended ended
        && ended.endedAs(Outcome.CANCELLED)) {
      Phase.Settled end = ended.end();
      return new Standing.Ended(
          ended.claim(),
          new Phase.Settled(
              Outcome.SKIPPED, end.job(), end.at(), end.seen(), end.runAttempt(), end.words()));
    }
    return standing;
  }

  private Fate fate(Step step, @Nullable Standing begun) {
    if (step.skip().isPresent()) {
      return Fate.SKIPPED;
    }
    if (!(begun instanceof Standing.Ended ended)) {
      return Fate.OPEN;
    }
    return switch (ended.end().outcome()) {
      case DONE -> Fate.DONE;
      case SKIPPED -> Fate.SKIPPED;
      case WITHDRAWN -> Fate.OPEN;
      case CANCELLED -> isAskedFor(step, ended) ? Fate.OPEN : Fate.CANCELLED;
      case FAILED ->
          Case.retriesLeft(step, ended.claim()) || isAskedFor(step, ended)
              ? Fate.OPEN
              : Fate.FAILED;
    };
  }

  private boolean isAskedFor(Step step, Standing standing) {
    return cause(step, standing).isPresent();
  }

  /** What asks for the next attempt, if a person does. */
  Optional<String> cause(Step step, Standing standing) {
    return isWished(step)
        ? Optional.of(COMMAND_LINE)
        : orders.retry(step, standing).map(Jobs.Order::cause);
  }

  /** Whether the command line asks for the next attempt. */
  boolean isWished(Step step) {
    return wishes.stream().anyMatch(w -> w instanceof Wish.Retry && w.step().equals(step.id()));
  }

  Plan plan() {
    return plan;
  }

  /** Whether a step of it stands for another plan. */
  boolean waitsForPlans() {
    return waitsForPlans;
  }

  Memory.OfPlan memory() {
    return memory;
  }

  Optional<Standing> of(Step step) {
    return at(step.id()).standing();
  }

  /** Where it stands, unless nothing of its newest attempt stands in the way of a first one. */
  Optional<Standing> begun(StepId step) {
    return at(step).begun();
  }

  Fate fateOf(StepId step) {
    return at(step).fate();
  }

  /** Whether it is a step of the plan. */
  boolean has(StepId step) {
    return places.containsKey(step);
  }

  private At at(StepId step) {
    return places.getOrDefault(step, At.START);
  }

  /** When a step ended; empty while it has not, and for one that the text skips. */
  Optional<Instant> end(Step step) {
    return of(step)
        .flatMap(
            s ->
                s instanceof Standing.Ended e && !e.endedAs(Outcome.WITHDRAWN)
                    ? Optional.of(e.end().at())
                    : Optional.empty());
  }

  /** When the last of these steps ended. */
  Optional<Instant> end(Iterable<Step> steps) {
    Optional<Instant> last = Optional.empty();
    for (Step step : steps) {
      Optional<Instant> end = end(step);
      if (end.isPresent() && last.filter(l -> !l.isBefore(end.get())).isEmpty()) {
        last = end;
      }
    }
    return last;
  }

  /** Whether every step of the plan is done or skipped. */
  boolean isDone() {
    return plan.problems().isEmpty()
        && !plan.steps().isEmpty()
        && plan.steps().stream().allMatch(s -> fateOf(s.id()).satisfies());
  }

  /** The first step that ended badly. */
  Optional<Step> stuck() {
    return plan.steps().stream()
        .filter(s -> fateOf(s.id()).isBad())
        .min(Comparator.comparingInt(Step::line));
  }
}
