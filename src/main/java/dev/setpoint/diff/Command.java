package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Jobs;
import dev.setpoint.job.Phase;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing to be done about a job. Deciding makes these, execute carries them out; none of them
 * touches a plan.
 */
public sealed interface Command {
  /** The attempt it is about. */
  ClaimKey key();

  /**
   * What it comes down to: two commands of the same identity are the same deed, tried once a pass.
   */
  default Object identity() {
    return switch (this) {
      case Edit edit -> List.of("edit", edit.issue(), edit.title(), edit.body());
      case Close close -> List.of("close", close.issue());
      case Start start -> List.of("start", key());
      case Bind bind -> List.of("bind", key(), bind.job());
      case Adopt adopt -> List.of("adopt", key());
      case Park park -> List.of("park", key());
      case Stop stop -> List.of("stop", key());
      case HandOver over -> List.of("hand over", key());
      case Remind remind -> List.of("remind", remind.issue(), remind.unlessSince());
      case Answer answer -> List.of("answer", answer.order().comment());
      case Settle settle -> List.of("settle", key());
    };
  }

  default PlanId plan() {
    return key().plan();
  }

  default StepId step() {
    return key().step();
  }

  /**
   * Claim the attempt, then create its job.
   *
   * @param previous the claim to move on from (a takeover, or a refusal tried again); empty for a
   *     new attempt
   * @param facts what the claim will remember
   */
  record Start(ClaimKey key, Optional<Claim> previous, Claim.Facts facts, Draft draft)
      implements Command {}

  /**
   * Record which job a claim led to.
   *
   * @param how the evidence, in words
   * @param order whose word it was, where a comment named the job
   */
  record Bind(Claim claim, JobLink job, String how, Optional<Jobs.Order> order)
      implements OnClaim {}

  /** Record a job for a step whose claim is gone, because a person says which job it is. */
  record Adopt(ClaimKey key, Claim.Facts facts, JobLink job) implements Command {}

  /** Record that nobody can tell whether the job was created. */
  record Park(Claim claim, String why) implements OnClaim {}

  /**
   * Record that the job is to end, then end it.
   *
   * @param recorded whether the claim says so already: then only the ending is left to do
   * @param why for people, copied text already escaped
   */
  record Stop(Claim claim, JobLink job, Phase.Cause cause, String why, boolean recorded)
      implements OnClaim {}

  /**
   * Record the end of a step for which no job is ever created: a wait that is over, a condition
   * that is false, another plan that is done. Its first claim says so at once.
   *
   * @param notBefore by GitHub's clock, for what only time decides
   */
  record Settle(ClaimKey key, Claim.Facts facts, Phase.Settled end, Optional<Instant> notBefore)
      implements Command {
    /** For people: {@code done, 2d have passed}. */
    public String words() {
      return end.outcome().word() + ", " + end.words();
    }
  }

  /** Rewrite an issue's title and Setpoint's region of its body after an edit of the plan. */
  record Edit(ClaimKey key, int issue, String title, String body, Optional<String> comment)
      implements Command {}

  /** Close an issue that has served its purpose: an answered question, or a duplicate. */
  record Close(ClaimKey key, int issue, Issue.State reason, String comment) implements Command {}

  /**
   * Give a step's issue to a coding agent: once, since the claim says so before a workflow is
   * started.
   *
   * @param run the agent's workflow; empty: the agent is assigned
   */
  record HandOver(Claim claim, int issue, Kind.Agent agent, Optional<Draft.RunDraft> run)
      implements OnClaim {}

  /**
   * Say that a step waits for somebody, unless something has happened to its issue since.
   *
   * @param unlessSince what happened at this time or later makes it needless
   * @param words Markdown that mentions people
   */
  record Remind(ClaimKey key, int issue, Instant unlessSince, String words) implements Command {}

  /**
   * Answer a slash command, after ending a job where it asks for that. What was answered in words
   * is never answered again; a job that has ended stays so.
   *
   * @param ends whose job is to be ended; empty: none is
   * @param fulfilled whether it was done as asked
   * @param words the answer, Markdown with copied text already escaped
   */
  record Answer(
      ClaimKey key, Jobs.Order order, Optional<Claim> ends, boolean fulfilled, String words)
      implements Command {}

  /** A command about an attempt that has a claim. */
  sealed interface OnClaim extends Command {
    Claim claim();

    @Override
    default ClaimKey key() {
      return claim().key();
    }
  }

  /** What is to be created. */
  sealed interface Draft {
    /**
     * An issue.
     *
     * @param region the part of the body that Setpoint owns, without marker: the nonce is not known
     *     yet
     * @param newLabels those of the labels that may not exist yet: a plan's first job brings them
     * @param text print of the text it was written from, for the marker
     */
    record IssueDraft(
        String title,
        String region,
        String text,
        List<String> labels,
        List<String> newLabels,
        List<String> assignees)
        implements Draft {}

    /**
     * A workflow run.
     *
     * @param ref the branch to dispatch on
     * @param inputs without the key
     * @param guarded whether the workflow refuses a second start of a key by itself
     * @param blob the workflow file's blob, which a refusal remembers
     */
    record RunDraft(
        String workflow, String ref, Map<String, String> inputs, boolean guarded, String blob)
        implements Draft {}
  }
}
