package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.job.Marker;
import dev.setpoint.job.Outcome;
import dev.setpoint.job.Run;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.read.Snapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * The issues in which a person is asked what Setpoint cannot decide: a failed step without retries
 * left, a start that nobody can tell the fate of. To the claims protocol a question is a step of
 * its own ({@code qa.ask}).
 */
final class Questions {
  private static final String PARKED = "parked";

  private final Snapshot seen;
  private final Attempts attempts;
  private final QuestionText text;
  private final Memory.OfPlan memory;

  /** Of one plan. */
  Questions(Snapshot seen, Memory.OfPlan memory, Attempts attempts, Drafts drafts) {
    this.seen = seen;
    this.memory = memory;
    this.attempts = attempts;
    this.text = new QuestionText(seen, drafts);
  }

  /** Asks about a step that needs it, keeps a question going, or closes one that is answered. */
  Todo about(Plan plan, Step step, Standing standing) {
    // Of a step that begins anew nothing is left to ask.
    Optional<Command.Draft.IssueDraft> question =
        Case.isFree(step, standing) ? Optional.empty() : text.of(plan, step, standing);
    return question.isEmpty()
        ? answered(step, standing)
        : asked(plan, step, standing, question.get());
  }

  private Todo asked(Plan plan, Step step, Standing standing, Command.Draft.IssueDraft question) {
    Optional<Claim> open = open(step);
    if (open.isPresent()) {
      // Recorded too, where a person reopened it: or nobody would read what is answered there.
      Standing asking = attempts.standing(open.get());
      return attempts.upkeep(asking).and(followed(asking, question));
    }
    Optional<Claim> last = memory.latestQuestion(step.id());
    Claim.Facts facts =
        new Claim.Facts(
            "About " + step.title(),
            plan.blob(),
            "-",
            "-",
            "-",
            "",
            false,
            Optional.empty(),
            about(standing));
    Optional<Command.Start> start =
        last.isEmpty()
            ? Optional.of(fresh(plan, step, standing.claim().key().attempt(), facts, question))
            : next(plan, step, standing, last.get(), facts, question);
    return plan.lifecycle() == Lifecycle.APPROVED && start.isPresent()
        ? Todo.doing(start.get())
        : last.map(l -> attempts.upkeep(attempts.standing(l))).orElse(Todo.NOTHING);
  }

  private Optional<Command.Start> next(
      Plan plan,
      Step step,
      Standing standing,
      Claim last,
      Claim.Facts facts,
      Command.Draft question) {
    Optional<Command.Start> again =
        Optional.of(new Command.Start(last.key(), Optional.of(last), facts, question));
    return switch (attempts.standing(last)) {
      case Standing.Starting s -> again.filter(a -> attempts.mayTakeOver(last));
      case Standing.Refused r -> again.filter(a -> attempts.mayTryAgain(r, facts));
      // Whoever closed it since has seen what it asked; what came up later is another question.
      case Standing.Ended e ->
          Optional.of(fresh(plan, step, last.key().attempt() + 1, facts, question))
              .filter(f -> e.endedAs(Outcome.WITHDRAWN) || e.end().at().isBefore(cameUp(standing)));
      case Standing.Parked p -> Optional.empty();
      case Standing.Going g -> Optional.empty();
      case Standing.Stopping s -> Optional.empty();
      case Standing.Puzzling p -> Optional.empty();
    };
  }

  private static Command.Start fresh(
      Plan plan, Step step, int attempt, Claim.Facts facts, Command.Draft question) {
    ClaimKey key = new ClaimKey(plan.id(), step.id().ask(), attempt);
    return new Command.Start(key, Optional.empty(), facts, question);
  }

  /** Since when there is something to ask, by GitHub's clock. */
  private Instant cameUp(Standing standing) {
    return switch (standing) {
      case Standing.Ended e -> e.end().at();
      case Standing.Puzzling p ->
          p.job().id() instanceof JobId.Run(long id) && seen.jobs().runs().containsKey(id)
              ? seen.jobs().runs().get(id).seen().map(Run::updatedAt).orElse(p.claim().at())
              : p.claim().at();
      case Standing.Parked p -> p.claim().at();
      case Standing.Starting s -> s.claim().at();
      case Standing.Refused r -> r.claim().at();
      case Standing.Going g -> g.since();
      case Standing.Stopping s -> s.claim().at();
    };
  }

  /** One issue for a step: an open one asks what there is to ask now. */
  private static Todo followed(Standing asking, Command.Draft.IssueDraft question) {
    Optional<Issue> issue =
        asking instanceof Standing.Going going ? going.issue() : Optional.empty();
    Optional<Marker> marker = issue.flatMap(i -> Marker.in(i.body()));
    if (marker.isEmpty() || marker.get().text().equals(question.text())) {
      return Todo.NOTHING;
    }
    Marker old = marker.get();
    String body =
        Marker.wrap(old.path(), old.nonce(), question.text(), question.region())
            + Marker.below(issue.get().body());
    return Todo.doing(
        new Command.Edit(
            asking.claim().key(),
            issue.get().number(),
            question.title(),
            body,
            Optional.of("There is something else to ask now:\n\n" + question.region())));
  }

  /** Closes the questions about a step that no longer has any. */
  private Todo answered(Step step, Standing standing) {
    Todo todo = Todo.NOTHING;
    for (Claim claim : memory.questions(step.id())) {
      if (isAnswered(claim, standing)
          && attempts.standing(claim) instanceof Standing.Going going
          && going.job().id() instanceof JobId.Issue(int number)) {
        String comment =
            standing.endedAs(Outcome.DONE)
                ? "The step is done now, so this question is answered."
                : "This question has been settled.";
        todo =
            todo.and(
                Todo.doing(new Command.Close(claim.key(), number, Issue.State.COMPLETED, comment)));
      } else if (attempts.standing(claim) instanceof Standing.Starting
          && attempts.mayTakeOver(claim)) {
        todo = todo.and(attempts.ended(claim, "it was never opened, and nothing is left to ask"));
      } else {
        todo = todo.and(attempts.upkeep(attempts.standing(claim)));
      }
    }
    return todo;
  }

  // What became of a parked start is known once it is no longer parked; a failure is over with a
  // later success.
  private static boolean isAnswered(Claim question, Standing standing) {
    return question.facts().cause().equals(PARKED)
        ? !(standing instanceof Standing.Parked)
        : standing.isOver();
  }

  private static String about(Standing standing) {
    return standing instanceof Standing.Parked ? PARKED : "failed";
  }

  /** The question about a step that is open now. */
  Optional<Claim> open(Step step) {
    Optional<Claim> newest = Optional.empty();
    for (Claim claim : memory.questions(step.id())) {
      if (attempts.standing(claim) instanceof Standing.Going) {
        newest = Optional.of(claim);
      }
    }
    return newest;
  }
}
