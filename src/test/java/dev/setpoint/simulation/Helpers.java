package dev.setpoint.simulation;

import dev.setpoint.diff.Flag;
import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Marker;
import dev.setpoint.job.Phase;
import dev.setpoint.job.Wish;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.StepStatus;
import dev.setpoint.report.Pass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What people do when the trouble is over: they work, answer, and ask for what stands still. */
final class Helpers {
  private final World world;
  private final LeftOut leftOut;
  private final Set<String> bound = new HashSet<>();

  Helpers(World world, LeftOut leftOut) {
    this.world = world;
    this.leftOut = leftOut;
  }

  /** People close their issues, and answer where they are asked. */
  boolean work(int round) {
    boolean any = false;
    for (Issues.Ticket ticket : world.issues.all()) {
      Optional<Issue> issue = ticket.now().filter(i -> i.author().equals(World.BOT));
      if (issue.isEmpty() || !ticket.isOpen()) {
        continue;
      }
      any = true;
      if (issue.get().body().contains("/retry")
          && isListenedTo(ticket, issue.get(), round)
          && !isAskedInVain(ticket, round)) {
        answer(ticket, issue.get());
      } else {
        world.log.say(() -> "alice closes #" + ticket.number);
        world.issues.close(ticket.number, Issue.State.COMPLETED, "alice");
      }
    }
    return any;
  }

  // Whose answer leads to nothing closes the question some time.
  private static boolean isAskedInVain(Issues.Ticket ticket, int round) {
    if (round % 5 != 0 || ticket.comments.isEmpty()) {
      return false;
    }
    String last = ticket.comments.getLast().body();
    return last.contains("Not retried") || last.contains("stands still until it is mended");
  }

  // A question whose claim was folded or deleted, or that was reopened after another took its
  // place, hears nobody: people close it.
  private boolean isListenedTo(Issues.Ticket ticket, Issue issue, int round) {
    String path = Marker.in(issue.body()).orElseThrow().path();
    return world
        .oracle
        .jobs
        .standingClaim(path)
        .map(Claim::phase)
        .filter(p -> round <= 3 || p instanceof Phase.Bound)
        .flatMap(Phase::knownJob)
        .filter(j -> j.id().equals(new JobId.Issue(ticket.number)))
        .isPresent();
  }

  private void answer(Issues.Ticket ticket, Issue issue) {
    String text = "/retry";
    if (issue.body().contains("/started")) {
      Optional<Runs.Job> run = asked(issue);
      if (run.isPresent()) {
        text = "/started " + World.WEB + "/actions/runs/" + run.get().id;
        world.oracle.jobs.name(new JobId.Run(run.get().id));
      }
    }
    String words = text;
    world.log.say(() -> "alice comments on #" + ticket.number + ": " + words);
    world.issues.comment(ticket.number, "alice", words);
  }

  /** The run that a question is about, which a person finds by looking. */
  private Optional<Runs.Job> asked(Issue issue) {
    String path = Marker.in(issue.body()).orElseThrow().path();
    return world.oracle.jobs.askedAbout(path).stream()
        .flatMap(p -> world.oracle.jobs.made(p).stream())
        .flatMap(
            m ->
                m.id() instanceof JobId.Run(long id)
                    ? world.runs.job(id).stream()
                    : Stream.<Runs.Job>empty())
        .filter(j -> j.now().isPresent())
        .findFirst();
  }

  /** What people ask of the command line when a plan stands still. */
  List<Wish> wishes(Pass pass) {
    List<Wish> wishes = new ArrayList<>();
    for (PlanView plan : pass.decision().plans()) {
      boolean out = leftOut.isHopeless(plan.plan().path()) || leftOut.isLeftOut(plan, pass);
      for (StepView step : out ? List.<StepView>of() : plan.steps()) {
        wish(plan, step).ifPresent(wishes::add);
      }
    }
    return wishes;
  }

  private Optional<Wish> wish(PlanView plan, StepView step) {
    boolean stands =
        step.flags().contains(Flag.VANISHED)
            || step.status() == StepStatus.CANCELLED
            || ((step.status() == StepStatus.FAILED || isParkedOrOdd(step))
                && !isAsked(plan, step));
    if (!plan.plan().problems().isEmpty()
        || !stands
        // What only waits by now is asked for anew where nobody knows what became of its run.
        || (step.step().kind() instanceof Kind.Waiting && !isParkedOrOdd(step))) {
      return Optional.empty();
    }
    Optional<JobLink> there = step.job().filter(this::isThere);
    if (step.status() == StepStatus.DONE
        && there.isPresent()
        && bound.add(there.get().id() + " for " + step.step().id())) {
      return Optional.of(bind(plan, step, there.get()));
    }
    world.oracle.jobs.wish(plan.plan().id(), step.step().id());
    return Optional.of(new Wish.Retry(plan.plan().id(), step.step().id()));
  }

  // The claim of what is done was deleted; the plan still shows its job.
  private Wish bind(PlanView plan, StepView step, JobLink job) {
    world.oracle.jobs.name(job.id());
    return new Wish.Bind(plan.plan().id(), step.step().id(), job);
  }

  private boolean isThere(JobLink job) {
    return switch (job.id()) {
      case JobId.Issue(int number) ->
          world.issues.ticket(number).flatMap(Issues.Ticket::now).isPresent();
      case JobId.Run(long id) -> world.runs.job(id).flatMap(Runs.Job::now).isPresent();
    };
  }

  // Somebody closed the question without an answer, or the issue with a reason that means nothing.
  private boolean isParkedOrOdd(StepView step) {
    boolean open =
        step.job()
            .filter(j -> j.id() instanceof JobId.Issue)
            .flatMap(j -> world.issues.ticket(((JobId.Issue) j.id()).number()))
            .filter(Issues.Ticket::isOpen)
            .isPresent();
    return step.status() == StepStatus.NEEDS_PERSON
        && !open
        && (step.flags().contains(Flag.ATTENTION) || step.words().contains("was it started"));
  }

  private boolean isAsked(PlanView plan, StepView step) {
    String ask = new ClaimKey(plan.plan().id(), step.step().id().ask(), 1).path();
    String prefix = ask.substring(0, ask.lastIndexOf('/') + 1);
    return world.issues.all().stream()
        .filter(Issues.Ticket::isOpen)
        .flatMap(t -> t.now().stream())
        .filter(i -> i.author().equals(World.BOT))
        .flatMap(i -> Marker.in(i.body()).stream())
        .anyMatch(m -> m.path().startsWith(prefix));
  }
}
