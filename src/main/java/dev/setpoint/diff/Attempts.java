package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.Ledger;
import dev.setpoint.job.Outcome;
import dev.setpoint.job.Phase;
import dev.setpoint.plan.Escape;
import dev.setpoint.read.Snapshot;
import dev.setpoint.read.WorkflowFile;
import java.util.Optional;
import java.util.Set;

/**
 * What the claims protocol asks for one attempt, whatever its plan says: bind, park, time out,
 * withdraw.
 */
final class Attempts {
  /**
   * Refusals that speak of the token or the repository rather than of the step: time alone may mend
   * them.
   */
  private static final Set<Integer> NOT_THE_PLANS_FAULT = Set.of(401, 403, 404, 410);

  private final Snapshot seen;
  private final Bindings bindings;
  private final StandingReader standings;

  Attempts(Snapshot seen) {
    this.seen = seen;
    this.standings = new StandingReader(seen);
    this.bindings = new Bindings(seen);
  }

  Standing standing(Claim claim) {
    return standings.of(claim);
  }

  Ledger ledger() {
    return seen.ledger();
  }

  /**
   * Whether an unrecorded claim may be taken over: its job is proven absent, and a double would do
   * no harm.
   */
  boolean mayTakeOver(Claim claim) {
    boolean harmless = claim.facts().workflow().isEmpty() || bindings.isGuarded(claim);
    return harmless && bindings.provenAbsent(claim);
  }

  /**
   * Whether the key of an attempt that did not come to be can serve again. When an earlier creation
   * under it had no answer, a job may still turn up: then only the same kind of harmless job may
   * follow, and anything else needs a key of its own.
   */
  boolean mayUseKeyAgain(Claim claim, String workflow) {
    boolean same = claim.facts().workflow().equals(workflow);
    boolean harmless = workflow.isEmpty() || bindings.isGuarded(claim);
    boolean clean = claim.phase() instanceof Phase.Refused && claim.nonces().size() == 1;
    return clean || (same && harmless);
  }

  /**
   * Whether a refused attempt is worth another try: what GitHub refused has changed, or may have.
   */
  boolean mayTryAgain(Standing.Refused refused, Claim.Facts is) {
    Claim claim = refused.claim();
    Claim.Facts was = claim.facts();
    boolean edited =
        !was.fields().equals(is.fields())
            || !was.text().equals(is.text())
            || !was.title().equals(is.title());
    WorkflowFile workflow = seen.workflows().get(is.workflow());
    boolean otherWorkflow =
        workflow != null && !workflow.blob().equals(refused.refusal().workflowBlob());
    boolean later =
        NOT_THE_PLANS_FAULT.contains(refused.refusal().status())
            && !seen.now().isBefore(claim.at().plus(Bindings.GRACE));
    return edited || otherWorkflow || later;
  }

  /** Whether only an edit of the plan, or of the workflow, can help. */
  static boolean isThePlansFault(Standing.Refused refused) {
    return !NOT_THE_PLANS_FAULT.contains(refused.refusal().status());
  }

  /** What the attempt needs to go on as it is. */
  Todo upkeep(Standing standing) {
    Todo record = standing.toRecord().map(Todo::recording).orElse(Todo.NOTHING);
    return record.and(
        switch (standing) {
          case Standing.Starting s -> bindOrPark(s.claim());
          case Standing.Parked p -> bind(p.claim());
          case Standing.Going g -> timeout(g);
          case Standing.Stopping s -> stopAgain(s);
          case Standing.Refused r -> Todo.NOTHING;
          case Standing.Ended e -> Todo.NOTHING;
          case Standing.Puzzling p -> Todo.NOTHING;
        });
  }

  private Todo bind(Claim claim) {
    return bindings
        .find(claim)
        .map(job -> Todo.doing(new Command.Bind(claim, job, "found on GitHub", Optional.empty())))
        .orElse(Todo.NOTHING);
  }

  private Todo bindOrPark(Claim claim) {
    Todo found = bind(claim);
    if (!found.commands().isEmpty() || !bindings.provenAbsent(claim) || mayTakeOver(claim)) {
      return found;
    }
    return Todo.doing(
        new Command.Park(
            claim,
            "a pass ended while starting `"
                + claim.facts().workflow()
                + "`, and no run can be recognised as its own"));
  }

  private Todo timeout(Standing.Going going) {
    if (going.timesOut().filter(at -> !seen.now().isBefore(at)).isEmpty()) {
      return Todo.NOTHING;
    }
    String why = "timed out after " + Words.duration(going.claim().facts().timeout().orElseThrow());
    return Todo.doing(
        new Command.Stop(going.claim(), going.job(), Phase.Cause.TIMED_OUT, why, false));
  }

  // Recorded, but a pass may have died before it touched the job.
  private Todo stopAgain(Standing.Stopping s) {
    Phase.Stopping stopping = s.stopping();
    return stopping
        .job()
        .map(job -> new Command.Stop(s.claim(), job, stopping.cause(), stopping.why(), true))
        .map(Todo::doing)
        .orElse(Todo.NOTHING);
  }

  /** Ends every attempt of a step that the plan no longer wants, and the questions about it. */
  Todo withdraw(Iterable<Claim> claims, String why) {
    Todo todo = Todo.NOTHING;
    for (Claim claim : claims) {
      todo = todo.and(withdraw(claim, why));
    }
    return todo;
  }

  private Todo withdraw(Claim claim, String why) {
    Standing standing = standing(claim);
    return switch (standing) {
      case Standing.Starting s when mayTakeOver(claim) -> ended(claim, why);
      case Standing.Starting s -> bindOrPark(claim);
      // Its run may exist although nobody can find it: only a person may say that the attempt is
      // over.
      case Standing.Parked p -> bind(claim);
      case Standing.Refused r -> ended(claim, why);
      case Standing.Puzzling p -> p.isRunOutOfSight() ? Todo.NOTHING : ended(claim, why);
      // Taken up again after it had ended: that was a person's decision.
      case Standing.Going g when g.reopened() -> Todo.NOTHING;
      case Standing.Going g ->
          Todo.doing(
              new Command.Stop(claim, g.job(), Phase.Cause.WITHDRAWN, Escape.line(why), false));
      case Standing.Stopping s -> stopAgain(s);
      case Standing.Ended e -> e.toRecord().map(Todo::recording).orElse(Todo.NOTHING);
    };
  }

  /** Records that nothing of this attempt goes on. */
  Todo ended(Claim claim, String why) {
    Phase.Settled end =
        new Phase.Settled(
            Outcome.WITHDRAWN, claim.phase().knownJob(), seen.now(), seen.now(), 0, why);
    return Todo.recording(claim.in(end));
  }
}
