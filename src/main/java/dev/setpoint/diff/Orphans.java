package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.Outcome;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.StepId;
import dev.setpoint.read.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Walks the claims that no step of any plan answers for: the plan or the step is gone, or cannot be
 * read.
 */
final class Orphans {
  private final Snapshot seen;
  private final Courses courses;
  private final Attempts attempts;

  Orphans(Snapshot seen, Courses courses) {
    this.seen = seen;
    this.courses = courses;
    this.attempts = new Attempts(seen);
  }

  Todo withdrawn() {
    Map<PlanId, Plan> plans = new TreeMap<>();
    // Of several files that could be one plan, the one that is not in doubt answers for it.
    seen.plans().forEach(p -> plans.merge(p.id(), p, (a, b) -> a.problems().isEmpty() ? a : b));
    Todo todo = Todo.NOTHING;
    for (PlanId id : courses.memory().plans()) {
      Plan plan = plans.get(id);
      List<Claim> claims = courses.memory().of(id);
      todo = todo.and(plan == null ? ofMissing(id, claims) : ofPlan(plan, claims));
    }
    return todo;
  }

  // A plan that the globs merely miss, or whose file cannot be read as a plan, is left alone; where
  // another plan stands in its place, it is gone.
  private Todo ofMissing(PlanId id, List<Claim> claims) {
    boolean gone =
        id.paths().stream()
            .filter(seen.tip().markdown()::contains)
            .allMatch(path -> seen.plans().stream().anyMatch(p -> isAnother(p, path)));
    return gone ? attempts.withdraw(claims, "its plan was removed" + atTip()) : upkeep(claims);
  }

  private static boolean isAnother(Plan plan, PlanPath path) {
    return plan.path().equals(path) && plan.problems().isEmpty();
  }

  private Todo ofPlan(Plan plan, List<Claim> claims) {
    if (!plan.problems().isEmpty()) {
      return switch (plan.lifecycle()) {
        case CANCELLED -> attempts.withdraw(claims, "the plan was cancelled" + atTip());
        case DRAFT -> upkeep(claims);
        case APPROVED -> upkeep(claims);
        case PAUSED -> upkeep(claims);
      };
    }
    Standings answered = courses.of(plan.id()).orElseThrow().standings();
    Todo todo = Todo.NOTHING;
    for (int i = 0; i < claims.size(); i++) {
      Claim claim = claims.get(i);
      StepId step = claim.key().step().asked();
      if (plan.lost().contains(step)) {
        todo = todo.and(upkeep(List.of(claim)));
      } else if (!answered.has(step)) {
        todo =
            todo.and(
                attempts.withdraw(List.of(claim), "this step was removed from the plan" + atTip()));
      } else if (isEarlier(claims, i)) {
        todo = todo.and(earlier(claim));
      }
    }
    return todo;
  }

  private Todo earlier(Claim claim) {
    if (isDecided(claim)) {
      return decided(claim);
    }
    // A push that was long on its way may take over what a later attempt has followed meanwhile.
    boolean late =
        attempts.standing(claim) instanceof Standing.Starting && attempts.mayTakeOver(claim);
    return late ? attempts.ended(claim, "a later attempt took its place") : upkeep(List.of(claim));
  }

  // The newest attempt is its step's business; what an older one became is still recorded.
  private static boolean isEarlier(List<Claim> claims, int at) {
    StepId step = claims.get(at).key().step();
    return !step.isAsk() && at + 1 < claims.size() && claims.get(at + 1).key().step().equals(step);
  }

  // Nobody asks any more what became of a start that was parked: a later attempt did the work.
  private boolean isDecided(Claim claim) {
    return attempts.standing(claim) instanceof Standing.Parked
        && seen.ledger()
            .latest(claim.key().plan(), claim.key().step())
            .filter(latest -> attempts.standing(latest).endedAs(Outcome.DONE))
            .isPresent();
  }

  private Todo decided(Claim claim) {
    Todo found = upkeep(List.of(claim));
    return found.commands().isEmpty()
        ? attempts.ended(claim, "a later attempt did its work")
        : found;
  }

  private Todo upkeep(List<Claim> claims) {
    Todo todo = Todo.NOTHING;
    for (Claim claim : claims) {
      if (!claim.isFolded()) {
        todo = todo.and(attempts.upkeep(attempts.standing(claim)));
      }
    }
    return todo;
  }

  private String atTip() {
    return " (" + seen.webUrl() + "/commit/" + seen.tip().commit() + ")";
  }
}
