package dev.setpoint.diff;

import dev.setpoint.job.Outcome;
import dev.setpoint.job.Phase;
import dev.setpoint.job.Wish;
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

/** Where the newest attempts of one plan's steps stand, and what that means for other steps. */
final class Standings {
  private final Plan plan;
  private final Attempts attempts;
  private final Questions questions;
  private final List<Wish> wishes;
  private final Map<StepId, Standing> standings = new HashMap<>();
  private final Map<StepId, Fate> fates = new HashMap<>();

  Standings(Plan plan, Snapshot seen, List<Wish> wishes) {
    this.plan = plan;
    this.attempts = new Attempts(seen);
    this.questions = new Questions(seen, attempts, new Drafts(seen));
    this.wishes = wishes.stream().filter(w -> w.plan().equals(plan.id())).toList();
    for (Step step : plan.steps()) {
      seen.ledger()
          .latest(plan.id(), step.id())
          .ifPresent(claim -> standings.put(step.id(), inPlan(step, attempts.standing(claim))));
      fates.put(step.id(), fate(step));
    }
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

  private Fate fate(Step step) {
    if (step.skip().isPresent()) {
      return Fate.SKIPPED;
    }
    if (!(standings.get(step.id()) instanceof Standing.Ended ended)) {
      return Fate.OPEN;
    }
    if (Case.isFree(step, ended)) {
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

  /** Whether a person has asked for the next attempt. */
  private boolean isAskedFor(Step step, Standing standing) {
    return wishes.stream().anyMatch(w -> w instanceof Wish.Retry && w.step().equals(step.id()))
        || questions.retry(plan, step, standing).isPresent();
  }

  Plan plan() {
    return plan;
  }

  Optional<Standing> of(Step step) {
    return Optional.ofNullable(standings.get(step.id()));
  }

  Fate fateOf(Step step) {
    return fates.getOrDefault(step.id(), Fate.OPEN);
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
        && plan.steps().stream().allMatch(s -> fateOf(s).satisfies());
  }

  /** The first step that ended badly. */
  Optional<Step> stuck() {
    return plan.steps().stream()
        .filter(s -> fateOf(s).isBad())
        .min(Comparator.comparingInt(Step::line));
  }
}
