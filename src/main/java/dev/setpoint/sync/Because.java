package dev.setpoint.sync;

import dev.setpoint.diff.StepView;
import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.JobId;
import dev.setpoint.job.Phase;
import dev.setpoint.plan.Escape;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What brought a step's new status about, for the commit message: claims are folded away one day,
 * the log stays.
 */
final class Because {
  /** What GitHub calls the end of a run; anything else is a sentence of ours. */
  private static final Set<String> CONCLUSIONS =
      Set.of("success", "failure", "timed_out", "startup_failure", "cancelled");

  private final Map<String, Claim> latest = new HashMap<>();

  private Because() {}

  /** By what is recorded of attempts, and what this sync is about to record. */
  static Because of(Iterable<Claim> known, List<Claim> outcomes) {
    Because because = new Because();
    known.forEach(because::note);
    outcomes.forEach(because::note);
    return because;
  }

  private void note(Claim claim) {
    ClaimKey key = claim.key();
    latest.merge(
        name(key.plan(), key.step()),
        claim,
        (a, b) -> b.key().attempt() >= a.key().attempt() ? b : a);
  }

  /** A few words: {@code #11 was closed as completed by alice}. */
  Optional<String> of(PlanId plan, StepView step) {
    return Optional.ofNullable(latest.get(name(plan, step.step().id())))
        .flatMap(
            claim ->
                switch (claim.phase()) {
                  case Phase.Settled end -> ended(end);
                  case Phase.Bound bound -> asked(claim);
                  case Phase.Claimed c -> asked(claim);
                  case Phase.Stopping s -> Optional.empty();
                  case Phase.Refused r -> Optional.empty();
                  case Phase.Parked p -> Optional.empty();
                });
  }

  private static Optional<String> ended(Phase.Settled end) {
    return end.job()
        .filter(j -> !end.words().isBlank())
        .map(
            job ->
                switch (job.id()) {
                  case JobId.Issue issue when end.words().startsWith("closed") ->
                      job + " was " + Escape.line(end.words());
                  case JobId.Run run when CONCLUSIONS.contains(end.words()) ->
                      job + " ended as " + end.words();
                  case JobId.Issue issue -> job + ": " + Escape.line(end.words());
                  case JobId.Run run -> job + ": " + Escape.line(end.words());
                });
  }

  private static Optional<String> asked(Claim claim) {
    return claim.facts().asked().filter(w -> claim.key().attempt() > 1).map(Escape::line);
  }

  private static String name(PlanId plan, StepId step) {
    return plan + "\n" + step;
  }
}
