package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.Outcome;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.read.Snapshot;
import java.util.Optional;

/** The starts that the steps of one plan would make now, and what holds them. */
final class Starts {
  private final Plan plan;
  private final Snapshot seen;
  private final Course course;
  private final Courses courses;
  private final Attempts attempts;
  private final Drafts drafts;

  Starts(Course course, Courses courses, Snapshot seen, Attempts attempts, Drafts drafts) {
    this.plan = course.plan();
    this.course = course;
    this.courses = courses;
    this.seen = seen;
    this.attempts = attempts;
    this.drafts = drafts;
  }

  /** The start that this step would make now, whatever may hold it. */
  Optional<Intent> of(Step step, Optional<Standing> standing) {
    Optional<Intent> wished = askedFor(step, standing);
    if (wished.isPresent()
        || !course.blockers(step).isEmpty()
        || step.kind() instanceof Kind.Waiting) {
      return wished;
    }
    if (standing.isEmpty()) {
      return Optional.of(Intent.fresh(1, ""));
    }
    Claim claim = standing.get().claim();
    int next = claim.key().attempt() + 1;
    return switch (standing.get()) {
      case Standing.Starting s ->
          Optional.of(Intent.again(claim))
              .filter(a -> attempts.mayTakeOver(claim) && mayUseKeyAgain(step, claim))
              .filter(a -> course.standings().takenUp(claim).isEmpty());
      case Standing.Refused r ->
          Optional.of(Intent.again(claim))
              .filter(a -> mayUseKeyAgain(step, claim))
              .filter(a -> attempts.mayTryAgain(r, drafts.facts(plan, step, "")));
      case Standing.Ended e ->
          switch (e.end().outcome()) {
            case WITHDRAWN -> Optional.of(Intent.fresh(next, ""));
            case FAILED ->
                Optional.of(Intent.fresh(next, Standings.RETRY))
                    .filter(f -> Case.retriesLeft(step, claim));
            case DONE -> Optional.empty();
            case CANCELLED -> Optional.empty();
            case SKIPPED -> Optional.empty();
          };
      case Standing.Parked p -> Optional.empty();
      case Standing.Going g -> Optional.empty();
      case Standing.Stopping s -> Optional.empty();
      case Standing.Puzzling p -> Optional.empty();
    };
  }

  /** A person asked for the next attempt: on the command line, or with {@code /retry}. */
  Optional<Intent> askedFor(Step step, Optional<Standing> standing) {
    boolean free =
        course.blockers(step).isEmpty()
            && !(step.kind() instanceof Kind.Waiting)
            && standing.filter(s -> !s.isOver()).isEmpty();
    if (!free) {
      return Optional.empty();
    }
    Standings standings = course.standings();
    if (standings.isWished(step)) {
      return Optional.of(next(step, standing, Standings.COMMAND_LINE));
    }
    // What is done is done again only by the command that says so, not by a late answer to a
    // question.
    return standing
        .filter(s -> !s.endedAs(Outcome.DONE))
        .flatMap(s -> standings.cause(step, s))
        .map(cause -> next(step, standing, cause));
  }

  // What was refused may be tried again by itself at the same moment: under the one key that both
  // then want, only one of them can start.
  private Intent next(Step step, Optional<Standing> standing, String cause) {
    return standing
        .filter(s -> s instanceof Standing.Refused && mayUseKeyAgain(step, s.claim()))
        .map(s -> Intent.again(s.claim(), cause))
        .orElseGet(
            () -> Intent.fresh(standing.map(s -> s.claim().key().attempt()).orElse(0) + 1, cause));
  }

  /** Whether the step as it is now may be started under the key of this earlier claim. */
  boolean mayUseKeyAgain(Step step, Claim claim) {
    return !(step.kind() instanceof Kind.Waiting)
        && attempts.mayUseKeyAgain(claim, Drafts.workflow(step));
  }

  /** Why a step that could start does not. */
  Optional<String> hold(Step step) {
    return switch (plan.lifecycle()) {
      case PAUSED -> Optional.of("the plan is paused");
      case DRAFT -> Optional.of("the plan is a draft");
      case CANCELLED -> Optional.of("the plan was cancelled");
      case APPROVED -> {
        if (!step.problems().isEmpty()) {
          yield Optional.of("a problem: " + step.problems().getFirst().message());
        }
        if (step.kind() instanceof Kind.Agent
            && !seen.tip().branch().equals(seen.tip().defaultBranch())) {
          yield Optional.of("agents are given steps of plans on the default branch only");
        }
        yield seen.probing() && isNew()
            ? Optional.of("the branch is protected, so the first pass only writes the plan")
            : courses.hold(plan);
      }
    };
  }

  private boolean isNew() {
    return plan.block().plan().isEmpty() && course.standings().memory().isEmpty();
  }
}
