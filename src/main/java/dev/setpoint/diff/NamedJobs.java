package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Run;
import dev.setpoint.job.Sighting;
import dev.setpoint.job.Wish;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.read.Snapshot;
import java.util.List;
import java.util.Optional;

/** The jobs that people name for the steps of one plan. */
final class NamedJobs {
  private final Plan plan;
  private final Snapshot seen;
  private final List<Wish> wishes;
  private final Orders orders;
  private final Drafts drafts;

  /**
   * Of one plan.
   *
   * @param wishes those for this plan
   */
  NamedJobs(Plan plan, Snapshot seen, List<Wish> wishes, Orders orders, Drafts drafts) {
    this.plan = plan;
    this.seen = seen;
    this.wishes = wishes;
    this.orders = orders;
    this.drafts = drafts;
  }

  /**
   * The job that the command line or a person's {@code /started} names for an attempt nobody knows
   * the fate of.
   */
  Optional<Command.Bind> bound(Step step, Standing standing) {
    return switch (standing) {
      case Standing.Parked p ->
          wished(step).map(job -> bind(p.claim(), job)).or(() -> orders.started(step, standing));
      case Standing.Starting s -> wished(step).map(job -> bind(s.claim(), job));
      case Standing.Puzzling p when p.vanished() -> wished(step).map(job -> bind(p.claim(), job));
      case Standing.Puzzling p -> Optional.empty();
      case Standing.Refused r -> Optional.empty();
      case Standing.Going g -> Optional.empty();
      case Standing.Stopping s -> Optional.empty();
      case Standing.Ended e -> Optional.empty();
    };
  }

  /** A person names the job of a step that nothing is remembered of. */
  Todo adopted(Step step) {
    return wished(step)
        .map(
            job ->
                Todo.doing(
                    new Command.Adopt(
                        new ClaimKey(plan.id(), step.id(), 1),
                        drafts.facts(plan, step, Standings.COMMAND_LINE),
                        job)))
        .orElse(Todo.NOTHING);
  }

  private static Command.Bind bind(Claim claim, JobLink job) {
    return new Command.Bind(claim, job, "named by a person", Optional.empty());
  }

  /** The job that the command line names, if it may carry out the step. */
  Optional<JobLink> wished(Step step) {
    if (wishes.isEmpty()) {
      return Optional.empty();
    }
    return wishes.stream()
        .filter(w -> w instanceof Wish.Bind && w.step().equals(step.id()))
        .map(w -> ((Wish.Bind) w).job())
        .filter(job -> mayCarryOut(step, job))
        .filter(job -> new Bindings(seen).otherOwner(job.id(), plan.id(), step.id()).isEmpty())
        .findFirst();
  }

  // A person's word names the job; that it is there, and of the step's kind, is looked up.
  private boolean mayCarryOut(Step step, JobLink job) {
    return switch (step.kind()) {
      case Kind.Person p -> isIssue(job);
      case Kind.Agent a -> isIssue(job);
      case Kind.Workflow w ->
          job.id() instanceof JobId.Run(long id)
              && seen.jobs().runs().get(id) instanceof Sighting.ById<Run>(Run run)
              && Bindings.isDispatchOf(run, w.file());
      case Kind.Waiting w -> false;
    };
  }

  private boolean isIssue(JobLink job) {
    return job.id() instanceof JobId.Issue(int number)
        && seen.jobs().issues().get(number) instanceof Sighting.ById<Issue>;
  }
}
