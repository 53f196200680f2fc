package dev.setpoint.simulation;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import dev.setpoint.read.Snapshots;
import dev.setpoint.read.Tip;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Invariant 11: a job is created only when, in the text that the pass read, every step before it is
 * done or skipped.
 */
final class Ancestors {
  private Ancestors() {}

  static void mustBeDone(World world, Actor actor, Claim claim) {
    ClaimKey key = claim.key();
    if (key.step().isAsk() || actor.fetched.isEmpty()) {
      return;
    }
    Plan plan =
        plan(actor.fetched.get(), key.plan())
            .orElseThrow(
                () -> new Violation("11 only what the plan wants is created", key + ": no plan"));
    Step step =
        plan.step(key.step())
            .orElseThrow(
                () -> new Violation("11 only what the plan wants is created", key + ": no step"));
    Deque<StepId> open = new ArrayDeque<>(step.needs());
    Set<StepId> seen = new HashSet<>();
    while (!open.isEmpty()) {
      StepId next = open.pop();
      Optional<Step> need = plan.step(next).filter(n -> seen.add(n.id()));
      if (need.isPresent()) {
        boolean done =
            need.get().skip().isPresent() || world.oracle.jobs.everDone(plan.id(), need.get().id());
        if (!done) {
          throw new Violation("11 ancestors are done first", key + " before " + next);
        }
        open.addAll(need.get().needs());
      }
    }
  }

  /** The plan of that id as a tip has it. */
  static Optional<Plan> plan(Tip tip, PlanId id) {
    return Snapshots.plans(tip).stream()
        .filter(p -> p.id().equals(id) && p.problems().isEmpty())
        .findFirst();
  }
}
