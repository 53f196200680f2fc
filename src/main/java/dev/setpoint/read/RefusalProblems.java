package dev.setpoint.read;

import dev.setpoint.job.Claim;
import dev.setpoint.job.Ledger;
import dev.setpoint.job.Phase;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What GitHub refused because of the plan's own words (an unknown assignee, say) is a problem of
 * that step until it is edited.
 */
final class RefusalProblems {
  private static final Set<Integer> THE_PLANS_FAULT = Set.of(400, 422);

  private RefusalProblems() {}

  static List<Problem> of(Plan plan, Ledger ledger, byte[] source) {
    List<Problem> problems = new ArrayList<>();
    for (Step step : plan.steps()) {
      ledger
          .latest(plan.id(), step.id())
          .filter(claim -> unedited(claim, step))
          .flatMap(RefusalProblems::reason)
          .ifPresent(reason -> problems.add(problem(plan, step, reason, source)));
    }
    return problems;
  }

  private static boolean unedited(Claim claim, Step step) {
    return claim.facts().fields().equals(step.fields())
        && claim.facts().text().equals(step.text())
        && claim.facts().title().equals(step.terms().written());
  }

  private static Optional<String> reason(Claim claim) {
    return claim.phase() instanceof Phase.Refused r && THE_PLANS_FAULT.contains(r.status())
        ? Optional.of(r.reason())
        : Optional.empty();
  }

  private static Problem problem(Plan plan, Step step, String reason, byte[] source) {
    String field = reason.contains("assignee") ? "assign" : "workflow";
    FieldPlace place = FieldPlace.of(source, step, field);
    String hint =
        "it is tried again as soon as the step is edited, or with `setpoint retry %s/%s`"
            .formatted(plan.id(), step.id());
    return new Problem(
        plan.path(),
        place.line(),
        place.column(),
        "GitHub refused to start this step: " + reason,
        Optional.of(hint));
  }
}
