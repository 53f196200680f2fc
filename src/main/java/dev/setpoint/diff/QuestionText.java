package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.Outcome;
import dev.setpoint.plan.Escape;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.read.Snapshot;
import java.util.Optional;

/** The words of a question: what a person is asked about a step, and how to answer. */
final class QuestionText {
  private final Snapshot seen;
  private final Drafts drafts;

  QuestionText(Snapshot seen, Drafts drafts) {
    this.seen = seen;
    this.drafts = drafts;
  }

  /** What there is to ask about a step that stands so, if anything. */
  Optional<Command.Draft.IssueDraft> of(Plan plan, Step step, Standing standing) {
    return switch (standing) {
      case Standing.Parked p ->
          Optional.of(
              drafts.ask(
                  plan, step, "Was it started? " + step.title(), parked(standing.claim(), p)));
      case Standing.Ended e when e.endedAs(Outcome.FAILED) && !Case.retriesLeft(step, e.claim()) ->
          Optional.of(drafts.ask(plan, step, "Failed: " + step.title(), failed(step, e)));
      case Standing.Puzzling p when !p.vanished() ->
          Optional.of(drafts.ask(plan, step, "Needs a look: " + step.title(), puzzling(p)));
      case Standing.Ended e -> Optional.empty();
      case Standing.Puzzling p -> Optional.empty();
      case Standing.Starting s -> Optional.empty();
      case Standing.Refused r -> Optional.empty();
      case Standing.Going g -> Optional.empty();
      case Standing.Stopping s -> Optional.empty();
    };
  }

  private String parked(Claim claim, Standing.Parked parked) {
    return """
    Setpoint cannot tell whether this step was started: %s (claimed at %s). So that nothing ever runs twice, it waits for you.

    Look through the [runs of `%s`](%s/actions/workflows/%s). Then comment here:

    - `/started <run URL>` if one of them is this step's run,
    - `/retry` if none of them is: the step is started anew.
    """
        .formatted(
            Escape.line(parked.parked().why()),
            claim.at(),
            Escape.line(claim.facts().workflow()),
            seen.webUrl(),
            Links.path(claim.facts().workflow()))
        .strip();
  }

  private static String failed(Step step, Standing.Ended ended) {
    int attempt = ended.claim().key().attempt();
    String what =
        step.kind() instanceof Kind.Workflow w ? "`" + Escape.line(w.file()) + "`" : "the step";
    String job = ended.end().job().map(j -> "[" + j.id() + "](" + j.url() + ")").orElse("the run");
    return """
    %s of %s failed: %s. This was attempt %d, and no automatic retry is left.

    - `/retry` as a comment here starts attempt %d.
    - Re-running it on GitHub counts by itself.
    - `- skip: reason` in the plan goes on without it.

    This issue closes by itself when a later attempt succeeds.
    """
        .formatted(job, what, Escape.line(ended.end().words()), attempt, attempt + 1)
        .strip();
  }

  private static String puzzling(Standing.Puzzling puzzling) {
    return """
    Setpoint does not know what to make of [%s](%s): %s. It neither counts as done nor as failed.

    - `/retry` as a comment here starts the next attempt.
    - Re-running it on GitHub counts by itself.
    - `- skip: reason` in the plan goes on without it.
    """
        .formatted(puzzling.job().id(), puzzling.job().url(), Escape.line(puzzling.reason()))
        .strip();
  }
}
