package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.Handed;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Jobs;
import dev.setpoint.job.Ledger;
import dev.setpoint.job.Outcome;
import dev.setpoint.job.Phase;
import dev.setpoint.job.Run;
import dev.setpoint.job.Sighting;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an attempt stands: its claim and what was seen of its job, brought together. Knows nothing
 * of the plan.
 */
sealed interface Standing {
  /** Its creation began; whether the job exists is not known. */
  record Starting(Claim claim) implements Standing {}

  /** GitHub refused to create its job. */
  record Refused(Claim claim, Phase.Refused refusal) implements Standing {}

  /** A person must say what became of it. */
  record Parked(Claim claim, Phase.Parked parked) implements Standing {}

  /**
   * Its job is there and has not ended.
   *
   * @param issue as last seen, for an issue
   * @param run as last seen, for a run; one that failed when the guard's note may yet name another
   * @param reopened it had ended and a person took it up again
   */
  record Going(
      Claim claim,
      JobLink job,
      Optional<Issue> issue,
      Optional<Run> run,
      Instant since,
      boolean reopened)
      implements Standing {
    /** Its run, if that failed and the guard's note may yet name another one. */
    Optional<Run> unheard() {
      return run.filter(r -> !r.isUnfinished());
    }

    /** When its run takes longer than it may. */
    Optional<Instant> timesOut() {
      return claim
          .facts()
          .timeout()
          .flatMap(limit -> run.filter(Run::isUnfinished).map(r -> r.startedAt().plus(limit)));
    }
  }

  /** Setpoint is ending its job. */
  record Stopping(Claim claim, Phase.Stopping stopping, Optional<Issue> issue)
      implements Standing {}

  /** It ended. */
  record Ended(Claim claim, Phase.Settled end) implements Standing {}

  /** What was seen makes no sense to a plan, or is gone: a person looks, nothing moves. */
  record Puzzling(Claim claim, JobLink job, String reason, boolean vanished) implements Standing {
    /**
     * A run that cannot be seen may still be running: its attempt is not over until a person says
     * so.
     */
    boolean isRunOutOfSight() {
      return vanished && job.id() instanceof JobId.Run;
    }
  }

  Claim claim();

  default boolean endedAs(Outcome outcome) {
    return this instanceof Ended ended && ended.end().outcome() == outcome;
  }

  /**
   * Whether no job of this attempt is on its way any more: then, and only then, another attempt may
   * follow.
   */
  default boolean isOver() {
    return switch (this) {
      case Ended e -> true;
      case Refused r -> true;
      case Parked p -> true;
      case Puzzling p -> true;
      case Starting s -> false;
      case Going g -> false;
      case Stopping s -> false;
    };
  }

  /** Whether sync has something to record: the attempt's end, or its coming back. */
  default Optional<Claim> toRecord() {
    return switch (this) {
      case Ended ended
          when !ended.claim().isFolded() && !ended.end().equals(ended.claim().phase()) ->
          Optional.of(ended.claim().in(ended.end()));
      case Going going when going.reopened() && !(going.claim().phase() instanceof Phase.Bound) ->
          Optional.of(going.claim().in(again(going)));
      case Ended e -> Optional.empty();
      case Going g -> Optional.empty();
      case Starting s -> Optional.empty();
      case Refused r -> Optional.empty();
      case Parked p -> Optional.empty();
      case Stopping s -> Optional.empty();
      case Puzzling p -> Optional.empty();
    };
  }

  private static Phase.Bound again(Going going) {
    Phase.Bound bound = new Phase.Bound(going.job(), going.since(), "");
    return going.issue().isPresent() ? bound.handed(Handed.REOPENED) : bound;
  }

  /** Brings a claim and the sighting of its job together. */
  static Standing of(Claim claim, Ledger ledger, Jobs jobs) {
    if (ledger.tookAnotherRun(claim) || ledger.startedAfterRefusal(claim)) {
      return new Starting(claim);
    }
    Optional<JobId.Run> late = ledger.startedAfterWithdrawal(claim);
    return switch (claim.phase()) {
      case Phase.Claimed c -> new Starting(claim);
      case Phase.Refused r -> new Refused(claim, r);
      case Phase.Parked p -> new Parked(claim, p);
      case Phase.Bound b -> observed(claim, b.job(), jobs, b.since());
      case Phase.Stopping s -> stopping(claim, s, jobs);
      case Phase.Settled s when late.isPresent() -> stopping(claim, s, late.get(), jobs);
      case Phase.Settled s -> settled(claim, s, jobs);
    };
  }

  private static Standing observed(Claim claim, JobLink job, Jobs jobs, Instant since) {
    return switch (job.id()) {
      case JobId.Issue id -> issue(claim, job, jobs.issues().get(id.number()), since);
      case JobId.Run id -> run(claim, job, jobs.runs().get(id.id()), since);
    };
  }

  private static Standing issue(
      Claim claim, JobLink job, @Nullable Sighting<Issue> sighting, Instant since) {
    return switch (sighting) {
      case null -> new Going(claim, job, Optional.empty(), Optional.empty(), since, false);
      case Sighting.Vanished<Issue> v -> new Puzzling(claim, job, v.reason(), true);
      case Sighting.Listed<Issue> l -> going(claim, job, l.job(), since);
      case Sighting.ById<Issue> byId -> {
        Issue issue = byId.job();
        yield switch (issue.state()) {
          case OPEN -> going(claim, job, issue, since);
          case COMPLETED -> ended(claim, job, issue, Outcome.DONE, "closed as completed");
          case NOT_PLANNED -> ended(claim, job, issue, Outcome.CANCELLED, "closed as not planned");
          case DUPLICATE -> ended(claim, job, issue, Outcome.CANCELLED, "closed as duplicate");
          case UNKNOWN ->
              new Puzzling(claim, job, "closed with a reason that Setpoint does not know", false);
        };
      }
    };
  }

  private static Going going(Claim claim, JobLink job, Issue issue, Instant since) {
    return new Going(claim, job, Optional.of(issue), Optional.empty(), since, false);
  }

  private static Ended ended(Claim claim, JobLink job, Issue issue, Outcome outcome, String words) {
    Instant at = issue.closedAt().orElse(issue.updatedAt());
    // Whoever opened it is Setpoint's own account; a person who closes it later has the last word.
    Optional<String> who = issue.closedBy();
    Optional<String> asked =
        outcome == Outcome.CANCELLED && who.filter(w -> !w.equals(issue.author())).isEmpty()
            ? cancelledBy(claim)
            : Optional.empty();
    String told = asked.map(a -> words + byCancel(a)).orElseGet(() -> words + by(who));
    return new Ended(
        claim, new Phase.Settled(outcome, Optional.of(job), at, issue.updatedAt(), 0, told));
  }

  private static Standing run(
      Claim claim, JobLink job, @Nullable Sighting<Run> sighting, Instant since) {
    return switch (sighting) {
      case null -> new Going(claim, job, Optional.empty(), Optional.empty(), since, false);
      case Sighting.Vanished<Run> v -> new Puzzling(claim, job, v.reason(), true);
      case Sighting.Listed<Run> l ->
          new Going(claim, job, Optional.empty(), Optional.of(l.job()), since, false);
      case Sighting.ById<Run> byId -> {
        Run run = byId.job();
        yield switch (run.state()) {
          case UNFINISHED ->
              new Going(claim, job, Optional.empty(), Optional.of(run), since, false);
          case SUCCESS -> ended(claim, job, run, Outcome.DONE);
          case FAILED -> ended(claim, job, run, Outcome.FAILED);
          case CANCELLED -> ended(claim, job, run, Outcome.CANCELLED);
          case ATTENTION ->
              new Puzzling(claim, job, "the run ended as `" + run.conclusion() + "`", false);
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

  private static Ended ended(Claim claim, JobLink job, Run run, Outcome outcome) {
    String asked =
        outcome == Outcome.CANCELLED ? cancelledBy(claim).map(Standing::byCancel).orElse("") : "";
    return new Ended(
        claim,
        new Phase.Settled(
            outcome,
            Optional.of(job),
            run.updatedAt(),
            run.updatedAt(),
            run.attempt(),
            run.conclusion() + asked));
  }

  private static Standing stopping(Claim claim, Phase.Stopping s, Jobs jobs) {
    if (s.job().isEmpty()) {
      return new Stopping(claim, s, Optional.empty());
    }
    return switch (observed(claim, s.job().get(), jobs, claim.at())) {
      case Ended ended when ended.endedAs(Outcome.DONE) -> ended;
      case Ended ended -> {
        Phase.Settled end = ended.end();
        yield new Ended(
            claim,
            new Phase.Settled(
                endOf(s), end.job(), end.at(), end.seen(), end.runAttempt(), s.why()));
      }
      // Whether it still runs nobody can tell: it is not ended again and again, a person looks.
      case Puzzling p when p.isRunOutOfSight() -> p;
      // A run that ended in an odd way has ended all the same, and an issue that is gone can do no
      // harm.
      case Puzzling p ->
          new Ended(
              claim,
              new Phase.Settled(
                  endOf(s), s.job(), claim.at(), claim.at(), 0, s.why() + " (" + p.reason() + ")"));
      // A person took up again what Setpoint had closed: that is a decision.
      case Going g when g.issue().filter(Issue::reopened).isPresent() ->
          new Going(claim, g.job(), g.issue(), g.run(), g.since(), true);
      case Going g -> new Stopping(claim, s, g.issue());
      case Starting x -> new Stopping(claim, s, Optional.empty());
      case Refused x -> new Stopping(claim, s, Optional.empty());
      case Parked x -> new Stopping(claim, s, Optional.empty());
      case Stopping x -> x;
    };
  }

  // A run of a withdrawn attempt that came to life after all: it is ended like any other, and the
  // next attempt waits for it.
  private static Standing stopping(Claim claim, Phase.Settled end, JobId.Run late, Jobs jobs) {
    String url =
        Optional.ofNullable(jobs.runs().get(late.id()))
            .flatMap(Sighting::seen)
            .map(Run::url)
            .orElse("");
    Optional<JobLink> job = Optional.of(new JobLink(late, url));
    return stopping(claim, new Phase.Stopping(Phase.Cause.WITHDRAWN, job, end.words()), jobs);
  }

  private static Outcome endOf(Phase.Stopping s) {
    return switch (s.cause()) {
      case TIMED_OUT -> Outcome.FAILED;
      case WITHDRAWN -> Outcome.WITHDRAWN;
    };
  }

  // What ended stays ended, unless a read by id shows that a person took it up again since.
  private static Standing settled(Claim claim, Phase.Settled s, Jobs jobs) {
    Standing same = new Ended(claim, s);
    if (claim.isFolded() || s.job().isEmpty() || s.outcome() == Outcome.WITHDRAWN) {
      return same;
    }
    JobLink job = s.job().get();
    return switch (job.id()) {
      case JobId.Issue id -> {
        if (jobs.issues().get(id.number()) instanceof Sighting.ById<Issue>(Issue issue)
            && !issue.updatedAt().isBefore(s.seen())) {
          if (issue.state() == Issue.State.OPEN && issue.reopened()) {
            yield new Going(
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
          yield again instanceof Going g
              ? new Going(claim, job, g.issue(), g.run(), run.startedAt(), true)
              : again;
        }
        yield same;
      }
    };
  }
}
