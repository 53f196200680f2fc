package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Jobs;
import dev.setpoint.job.Ledger;
import dev.setpoint.job.Outcome;
import dev.setpoint.job.Phase;
import dev.setpoint.job.Run;
import dev.setpoint.job.Sighting;
import dev.setpoint.read.Snapshot;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings an attempt's claim and what was seen of its job together. */
final class StandingReader {
  private final Ledger ledger;
  private final Jobs jobs;
  private final Instant now;

  StandingReader(Snapshot seen) {
    this.ledger = seen.ledger();
    this.jobs = seen.jobs();
    this.now = seen.now();
  }

  /** Where this attempt stands. */
  Standing of(Claim claim) {
    if (ledger.tookAnotherRun(claim) || ledger.startedAfterRefusal(claim)) {
      return new Standing.Starting(claim);
    }
    Optional<JobId.Run> late = ledger.startedAfterWithdrawal(claim);
    return switch (claim.phase()) {
      case Phase.Claimed c -> new Standing.Starting(claim);
      case Phase.Refused r -> new Standing.Refused(claim, r);
      case Phase.Parked p -> new Standing.Parked(claim, p);
      case Phase.Bound b -> heard(b, observed(claim, b.job(), b.since()));
      case Phase.Stopping s -> stopping(claim, s);
      case Phase.Settled s when late.isPresent() -> stopping(claim, s, late.get());
      case Phase.Settled s -> settled(claim, s);
    };
  }

  /**
   * A guarded run that failed while the guard has noted none goes on for a while. Perhaps the guard
   * refused that run, since another one of the same attempt came first, after the notes were read:
   * whether the attempt failed, later notes show, or the grace if there never is one.
   */
  private Standing heard(Phase.Bound bound, Standing standing) {
    Claim claim = standing.claim();
    boolean unheard =
        claim.facts().guarded()
            && standing instanceof Standing.Ended ended
            && ended.endedAs(Outcome.FAILED)
            && ledger.startedBy(claim.key()).isEmpty()
            && now.isBefore(ended.end().at().plus(Bindings.GRACE));
    return unheard
        ? new Standing.Going(claim, bound.job(), Optional.empty(), run(bound), bound.since(), false)
        : standing;
  }

  private Optional<Run> run(Phase.Bound bound) {
    return bound.job().id() instanceof JobId.Run(long id)
        ? Optional.ofNullable(jobs.runs().get(id)).flatMap(Sighting::seen)
        : Optional.empty();
  }

  private Standing observed(Claim claim, JobLink job, Instant since) {
    return switch (job.id()) {
      case JobId.Issue id -> issue(claim, job, jobs.issues().get(id.number()), since);
      case JobId.Run id -> run(claim, job, jobs.runs().get(id.id()), since);
    };
  }

  private static Standing issue(
      Claim claim, JobLink job, @Nullable Sighting<Issue> sighting, Instant since) {
    return switch (sighting) {
      case null -> new Standing.Going(claim, job, Optional.empty(), Optional.empty(), since, false);
      case Sighting.Vanished<Issue> v -> new Standing.Puzzling(claim, job, v.reason(), true);
      case Sighting.Listed<Issue> l -> going(claim, job, l.job(), since);
      case Sighting.ById<Issue> byId -> {
        Issue issue = byId.job();
        yield switch (issue.state()) {
          case OPEN -> going(claim, job, issue, since);
          case COMPLETED -> ended(claim, job, issue, Outcome.DONE, "closed as completed");
          case NOT_PLANNED -> ended(claim, job, issue, Outcome.CANCELLED, "closed as not planned");
          case DUPLICATE -> ended(claim, job, issue, Outcome.CANCELLED, "closed as duplicate");
          case UNKNOWN ->
              new Standing.Puzzling(
                  claim, job, "closed with a reason that Setpoint does not know", false);
        };
      }
    };
  }

  private static Standing.Going going(Claim claim, JobLink job, Issue issue, Instant since) {
    return new Standing.Going(claim, job, Optional.of(issue), Optional.empty(), since, false);
  }

  private static Standing.Ended ended(
      Claim claim, JobLink job, Issue issue, Outcome outcome, String words) {
    Instant at = issue.closedAt().orElse(issue.updatedAt());
    // Whoever opened it is Setpoint's own account; a person who closes it later has the last word.
    Optional<String> who = issue.closedBy();
    Optional<String> asked =
        outcome == Outcome.CANCELLED && who.filter(w -> !w.equals(issue.author())).isEmpty()
            ? cancelledBy(claim)
            : Optional.empty();
    String told = asked.map(a -> words + byCancel(a)).orElseGet(() -> words + by(who));
    return new Standing.Ended(
        claim, new Phase.Settled(outcome, Optional.of(job), at, issue.updatedAt(), 0, told));
  }

  private static Standing run(
      Claim claim, JobLink job, @Nullable Sighting<Run> sighting, Instant since) {
    return switch (sighting) {
      case null -> new Standing.Going(claim, job, Optional.empty(), Optional.empty(), since, false);
      case Sighting.Vanished<Run> v -> new Standing.Puzzling(claim, job, v.reason(), true);
      case Sighting.Listed<Run> l ->
          new Standing.Going(claim, job, Optional.empty(), Optional.of(l.job()), since, false);
      case Sighting.ById<Run> byId -> {
        Run run = byId.job();
        yield switch (run.state()) {
          case UNFINISHED ->
              new Standing.Going(claim, job, Optional.empty(), Optional.of(run), since, false);
          case SUCCESS -> ended(claim, job, run, Outcome.DONE);
          case FAILED -> ended(claim, job, run, Outcome.FAILED);
          case CANCELLED -> ended(claim, job, run, Outcome.CANCELLED);
          case ATTENTION ->
              new Standing.Puzzling(
                  claim, job, "the run ended as `" + run.conclusion() + "`", false);
        };
      }
    };
  }

  private static String by(Optional<String> who) {
    return who.map(w -> " by " + w).orElse("");
  }

  private static String byCancel(String who) {
    return by(Optional.of(who)) + " with /cancel";
  }

  /** Who asked for the job's end, so that GitHub names Setpoint for it. */
  private static Optional<String> cancelledBy(Claim claim) {
    return claim.phase() instanceof Phase.Bound b ? b.cancelledBy() : Optional.empty();
  }

  private static Standing.Ended ended(Claim claim, JobLink job, Run run, Outcome outcome) {
    String asked =
        outcome == Outcome.CANCELLED
            ? cancelledBy(claim).map(StandingReader::byCancel).orElse("")
            : "";
    return new Standing.Ended(
        claim,
        new Phase.Settled(
            outcome,
            Optional.of(job),
            run.updatedAt(),
            run.updatedAt(),
            run.attempt(),
            run.conclusion() + asked));
  }

  private Standing stopping(Claim claim, Phase.Stopping s) {
    if (s.job().isEmpty()) {
      return new Standing.Stopping(claim, s, Optional.empty());
    }
    return switch (observed(claim, s.job().get(), claim.at())) {
      case Standing.Ended ended when ended.endedAs(Outcome.DONE) -> ended;
      case Standing.Ended ended -> {
        Phase.Settled end = ended.end();
        yield new Standing.Ended(
            claim,
            new Phase.Settled(
                endOf(s), end.job(), end.at(), end.seen(), end.runAttempt(), s.why()));
      }
      // Whether it still runs nobody can tell: it is not ended again and again, a person looks.
      case Standing.Puzzling p when p.isRunOutOfSight() -> p;
      // A run that ended in an odd way has ended all the same, and an issue that is gone can do no
      // harm.
      case Standing.Puzzling p ->
          new Standing.Ended(
              claim,
              new Phase.Settled(
                  endOf(s), s.job(), claim.at(), claim.at(), 0, s.why() + " (" + p.reason() + ")"));
      // A person took up again what Setpoint had closed: that is a decision.
      case Standing.Going g when g.issue().filter(Issue::reopened).isPresent() ->
          new Standing.Going(claim, g.job(), g.issue(), g.run(), g.since(), true);
      case Standing.Going g -> new Standing.Stopping(claim, s, g.issue());
      case Standing.Starting x -> new Standing.Stopping(claim, s, Optional.empty());
      case Standing.Refused x -> new Standing.Stopping(claim, s, Optional.empty());
      case Standing.Parked x -> new Standing.Stopping(claim, s, Optional.empty());
      case Standing.Stopping x -> x;
    };
  }

  // A run of a withdrawn attempt that came to life after all: it is ended like any other, and the
  // next attempt waits for it.
  private Standing stopping(Claim claim, Phase.Settled end, JobId.Run late) {
    String url =
        Optional.ofNullable(jobs.runs().get(late.id()))
            .flatMap(Sighting::seen)
            .map(Run::url)
            .orElse("");
    Optional<JobLink> job = Optional.of(new JobLink(late, url));
    return stopping(claim, new Phase.Stopping(Phase.Cause.WITHDRAWN, job, end.words()));
  }

  private static Outcome endOf(Phase.Stopping s) {
    return switch (s.cause()) {
      case TIMED_OUT -> Outcome.FAILED;
      case WITHDRAWN -> Outcome.WITHDRAWN;
    };
  }

  // What ended stays ended, unless a read by id shows that a person took it up again since.
  private Standing settled(Claim claim, Phase.Settled s) {
    Standing same = new Standing.Ended(claim, s);
    if (claim.isFolded() || s.job().isEmpty() || s.outcome() == Outcome.WITHDRAWN) {
      return same;
    }
    JobLink job = s.job().get();
    return switch (job.id()) {
      case JobId.Issue id -> {
        if (jobs.issues().get(id.number()) instanceof Sighting.ById<Issue>(Issue issue)
            && !issue.updatedAt().isBefore(s.seen())) {
          if (issue.state() == Issue.State.OPEN && issue.reopened()) {
            yield new Standing.Going(
                claim, job, Optional.of(issue), Optional.empty(), issue.updatedAt(), true);
          }
          if (issue.state() == Issue.State.COMPLETED && s.outcome() != Outcome.DONE) {
            yield ended(claim, job, issue, Outcome.DONE, "closed as completed");
          }
        }
        yield same;
      }
      case JobId.Run id -> {
        if (s.outcome() != Outcome.DONE
            && jobs.runs().get(id.id()) instanceof Sighting.ById<Run>(Run run)
            && run.attempt() > s.runAttempt()) {
          Standing again = run(claim, job, new Sighting.ById<>(run), run.startedAt());
          yield again instanceof Standing.Going g
              ? new Standing.Going(claim, job, g.issue(), g.run(), run.startedAt(), true)
              : again;
        }
        yield same;
      }
    };
  }
}
