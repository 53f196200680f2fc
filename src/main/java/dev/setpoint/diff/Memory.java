package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.Ledger;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that is remembered, sorted by plan once: every step asks for its own several times. */
final class Memory {
  private final Map<PlanId, List<Claim>> plans = new LinkedHashMap<>();

  Memory(Ledger ledger) {
    // By key: what belongs to one plan stands together.
    List<Claim> same = new ArrayList<>();
    for (Claim claim : ledger.attempts().values()) {
      if (same.isEmpty() || !same.getFirst().key().plan().equals(claim.key().plan())) {
        same = new ArrayList<>();
        plans.put(claim.key().plan(), same);
      }
      same.add(claim);
    }
  }

  /** Every plan that something is remembered of. */
  Set<PlanId> plans() {
    return plans.keySet();
  }

  /** Every attempt of a plan, questions included, in the order of their keys. */
  List<Claim> of(PlanId plan) {
    return plans.getOrDefault(plan, List.of());
  }

  OfPlan bySteps(PlanId plan) {
    return new OfPlan(of(plan));
  }

  /** What is remembered of one plan, by step. */
  static final class OfPlan {
    private final List<Claim> all;
    private final Map<StepId, List<Claim>> attempts = new HashMap<>();
    private final Map<StepId, List<Claim>> questions = new HashMap<>();

    private OfPlan(List<Claim> all) {
      this.all = all;
      for (Claim claim : all) {
        StepId step = claim.key().step();
        (step.isAsk() ? questions : attempts)
            .computeIfAbsent(step.asked(), id -> new ArrayList<>(1))
            .add(claim);
      }
    }

    boolean isEmpty() {
      return all.isEmpty();
    }

    /** Every attempt of a step, the oldest first. */
    List<Claim> attempts(StepId step) {
      return attempts.getOrDefault(step, List.of());
    }

    /** Every question about a step, the oldest first. */
    List<Claim> questions(StepId step) {
      return questions.getOrDefault(step, List.of());
    }

    /** The newest attempt of a step. */
    Optional<Claim> latest(StepId step) {
      return last(attempts(step));
    }

    /** The newest question about a step. */
    Optional<Claim> latestQuestion(StepId step) {
      return last(questions(step));
    }

    private static Optional<Claim> last(List<Claim> claims) {
      return claims.isEmpty() ? Optional.empty() : Optional.of(claims.getLast());
    }
  }
}
