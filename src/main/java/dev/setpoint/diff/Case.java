package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.Outcome;
import dev.setpoint.plan.BlockSeen;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepStatus;
import java.util.List;
import java.util.Optional;

/**
 * Everything decided about one step, before limits that span plans are applied.
 *
 * @param standing of its newest attempt; empty when nothing was started, or the last attempt was
 *     withdrawn
 * @param blockers ancestors that are neither done nor skipped, nearest first; empty: it may start
 * @param todo what is to be done and recorded now, besides a start
 * @param start the start it makes now, unless a limit holds it
 * @param held why it does not start although nothing blocks it, in words; empty when it does or
 *     when it is not about to
 * @param question the open issue in which a person is asked about it, if any
 * @param awaited what a step that starts nothing waits for, once its turn has come
 * @param unremembered the block's row of a job that no claim or receipt remembers: it stays as it
 *     was last written
 */
record Case(
    Plan plan,
    Step step,
    Optional<Standing> standing,
    List<Step> blockers,
    Todo todo,
    Optional<Intent> start,
    Optional<String> held,
    Optional<Claim> question,
    Optional<Awaited.Pending> awaited,
    Optional<BlockSeen.Row> unremembered) {

  /** The same case with its start, or the start of its question, held back. */
  Case holding(Todo less, Optional<String> why) {
    if (less.equals(todo) && why.isEmpty()) {
      return this;
    }
    return new Case(
        plan,
        step,
        standing,
        blockers,
        less,
        why.isPresent() ? Optional.empty() : start,
        why.isPresent() ? why : held,
        question,
        awaited,
        unremembered);
  }

  /**
   * Whether nothing of this attempt stands in the way of a first one. Where the plan made a step
   * that only waits of one that did not succeed, the waiting begins anew; unless its run may still
   * be running.
   */
  static boolean isFree(Step step, Standing standing) {
    boolean unsuccessful =
        standing instanceof Standing.Refused
            || standing.endedAs(Outcome.FAILED)
            || standing.endedAs(Outcome.CANCELLED)
            || (standing instanceof Standing.Puzzling p && !p.isRunOutOfSight());
    return standing.endedAs(Outcome.WITHDRAWN)
        || (step.kind() instanceof Kind.Waiting && unsuccessful);
  }

  /** How many attempts may follow the first by themselves. */
  static int retries(Step step) {
    return switch (step.kind()) {
      case Kind.Workflow w -> w.retries();
      case Kind.Person p -> 0;
      case Kind.Waiting w -> 0;
      case Kind.Agent a -> 0;
    };
  }

  static boolean retriesLeft(Step step, Claim failed) {
    return failed.key().attempt() <= retries(step);
  }

  /** The status that goes with where it stands. */
  StepStatus status() {
    if (standing.isPresent()) {
      // Nothing came of a start, and it is not made again for now.
      boolean idle = standing.get() instanceof Standing.Starting && held.isPresent();
      return idle ? StepStatus.READY : status(standing.get(), step);
    }
    if (step.skip().isPresent()) {
      return StepStatus.SKIPPED;
    }
    if (unremembered.isPresent()) {
      return StepStatus.ofWords(unremembered.get().status());
    }
    if (plan.lifecycle() == Lifecycle.CANCELLED) {
      return StepStatus.CANCELLED;
    }
    if (!blockers.isEmpty()) {
      return StepStatus.WAITING;
    }
    return awaited.map(Awaited.Pending::status).orElse(StepStatus.READY);
  }

  private static StepStatus status(Standing standing, Step step) {
    return switch (standing) {
      case Standing.Starting s -> StepStatus.RUNNING;
      case Standing.Refused r -> StepStatus.FAILED;
      case Standing.Parked p -> StepStatus.NEEDS_PERSON;
      case Standing.Going g when Briefs.isHanded(step, g) -> StepStatus.RUNNING;
      case Standing.Going g -> working(g.claim());
      case Standing.Stopping s -> working(s.claim());
      case Standing.Puzzling p -> p.vanished() ? working(p.claim()) : StepStatus.NEEDS_PERSON;
      case Standing.Ended e ->
          switch (e.end().outcome()) {
            case DONE -> StepStatus.DONE;
            case FAILED -> StepStatus.FAILED;
            case CANCELLED -> StepStatus.CANCELLED;
            case SKIPPED -> StepStatus.SKIPPED;
            case WITHDRAWN -> StepStatus.CANCELLED;
          };
    };
  }

  private static StepStatus working(Claim claim) {
    return claim.facts().workflow().isEmpty() ? StepStatus.NEEDS_PERSON : StepStatus.RUNNING;
  }
}
