package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Jobs;
import dev.setpoint.job.Marker;
import dev.setpoint.job.Run;
import dev.setpoint.job.Sighting;
import dev.setpoint.job.Started;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepId;
import dev.setpoint.read.Snapshot;
import dev.setpoint.read.WorkflowFile;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Evidence for claims without a record: what proves that a job exists, and what proves that it does
 * not.
 */
final class Bindings {
  /**
   * How long absence must last before it counts: longer than a pass may take plus the lag of
   * GitHub's lists.
   */
  static final Duration GRACE = Duration.ofMinutes(20);

  /** Lists are read from this long before the claim, for clocks with whole seconds. */
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private final Snapshot seen;

  Bindings(Snapshot seen) {
    this.seen = seen;
  }

  /** The job this claim led to, if there is proof of it. Positive evidence counts at any age. */
  Optional<JobLink> find(Claim claim) {
    Optional<JobLink> taken = takenByGuard(claim);
    if (taken.isPresent() || seen.jobs().evidence().isEmpty() || claim.facts().guarded()) {
      return taken;
    }
    Jobs.Evidence evidence = seen.jobs().evidence().get();
    return claim.facts().workflow().isEmpty() ? issue(claim, evidence) : run(claim, evidence);
  }

  /**
   * Whether the job is known not to exist: complete lists, read late enough, by a clock that can be
   * trusted.
   */
  boolean provenAbsent(Claim claim) {
    return seen.jobs()
            .evidence()
            .filter(e -> !e.since().isAfter(claim.at().minus(MARGIN)))
            .flatMap(Jobs.Evidence::at)
            .filter(at -> !at.isBefore(claim.at().plus(GRACE)))
            .isPresent()
        && find(claim).isEmpty();
  }

  /**
   * Whether neither a run that this claim led to nor one that may follow under its key can do harm:
   * the workflow carried the guard when it was claimed, and carries it now.
   */
  boolean isGuarded(Claim claim) {
    WorkflowFile workflow = seen.workflows().get(claim.facts().workflow());
    return claim.facts().guarded() && workflow != null && workflow.guarded();
  }

  /** Whose job this is already, for people: another step, or the question about one. */
  Optional<String> otherOwner(JobId job, PlanId plan, StepId step) {
    Stream<String> taken =
        seen.ledger().started().entrySet().stream()
            .filter(e -> job.equals(new JobId.Run(e.getValue().run())))
            .map(Map.Entry::getKey);
    Stream<String> marked =
        job instanceof JobId.Issue(int number)
            ? Optional.ofNullable(seen.jobs().issues().get(number)).flatMap(Sighting::seen).stream()
                .flatMap(i -> Marker.in(i.body()).stream())
                .map(Marker::path)
            : Stream.empty();
    Set<String> paths = Stream.concat(taken, marked).collect(Collectors.toSet());
    return seen.ledger().attempts().values().stream()
        .filter(c -> !c.key().isOf(plan, step))
        .filter(
            c ->
                paths.contains(c.key().path())
                    || c.phase().knownJob().filter(j -> j.id().equals(job)).isPresent())
        .map(c -> "`" + c.key().plan() + "/" + c.key().step() + "`")
        .findFirst();
  }

  private Optional<JobLink> takenByGuard(Claim claim) {
    return seen.ledger()
        .startedBy(claim.key())
        .map(Started::run)
        .map(id -> new JobLink(new JobId.Run(id), seen.webUrl() + "/actions/runs/" + id));
  }

  private static Optional<JobLink> issue(Claim claim, Jobs.Evidence evidence) {
    return evidence.issues().stream()
        .filter(i -> i.author().equals(evidence.bot()) && carries(i, claim))
        // Of duplicates the lowest number wins, unless a person completed another one.
        .min(
            Comparator.comparing((Issue i) -> i.state() != Issue.State.COMPLETED)
                .thenComparingInt(Issue::number))
        .map(i -> new JobLink(i.id(), i.url()));
  }

  /**
   * Whether the issue's marker names this attempt with a nonce that the claim knows; says nothing
   * about its author.
   */
  static boolean carries(Issue issue, Claim claim) {
    return Marker.in(issue.body())
        .filter(m -> m.path().equals(claim.key().path()) && claim.nonces().contains(m.nonce()))
        .isPresent();
  }

  private static Optional<JobLink> run(Claim claim, Jobs.Evidence evidence) {
    return evidence.runs().stream()
        .filter(r -> isDispatchOf(r, claim.facts().workflow()))
        .filter(r -> r.actor().equals(evidence.bot()))
        .filter(r -> claim.nonces().stream().anyMatch(n -> names(r, claim, n)))
        .min(Comparator.comparingLong(Run::id))
        .map(r -> new JobLink(r.job(), r.url()));
  }

  /** Whether it is a dispatched run of that workflow; its title proves nothing. */
  static boolean isDispatchOf(Run run, String workflow) {
    return run.event().equals("workflow_dispatch")
        && run.path().equals(".github/workflows/" + workflow);
  }

  private static boolean names(Run run, Claim claim, String nonce) {
    return run.displayTitle().contains(claim.key().path() + "/" + nonce);
  }
}
