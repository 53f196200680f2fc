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
import dev.setpoint.job.Run;
import dev.setpoint.job.Wish;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.StepId;
import dev.setpoint.plan.StepStatus;
import dev.setpoint.report.Pass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The quiet time after the trouble: nothing fails any more, runs succeed, people do what they are
 * asked and mend what they broke. Then every plan must get done within a bounded number of passes,
 * and after that nothing may move.
 */
final class Quiet {
  /** Passes of the quiet time are numbered from here. */
  static final int FIRST = 900_000;

  /** So many passes, and so many more for each step. */
  private static final int MOST_ROUNDS = 25;

  private static final int ROUNDS_A_STEP = 3;

  /** Runs one pass by itself. */
  interface Alone {
    Optional<Pass> run(Actor actor);
  }

  private final World world;
  private final Story story;
  private final Writers writers;
  private final Alone alone;
  private int passes = FIRST;
  private int ids;
  private int round;
  private final Set<String> bound = new HashSet<>();

  Quiet(World world, Story story, Writers writers, Alone alone) {
    this.world = world;
    this.story = story;
    this.writers = writers;
    this.alone = alone;
  }

  void untilDone() {
    while (world.anythingOnTheWire()) {
      world.arrive(0);
    }
    peopleMendWhatTheyBroke();
    List<Wish> wishes = new ArrayList<>();
    Optional<Pass> last = Optional.empty();
    int steps = story.plans.stream().mapToInt(p -> p.steps.size()).sum();
    for (round = 1; round <= MOST_ROUNDS + ROUNDS_A_STEP * steps; round++) {
      boolean moved = runsSucceed();
      moved |= peopleWork();
      // Who asks in vain, because it is not their turn, waits.
      world.advance(round % 6 == 0 ? Duration.ofDays(1) : Duration.ofMinutes(25));
      long before = world.clock.moment();
      last = pass(wishes);
      moved |= world.clock.moment() != before;
      boolean vain = !wishes.isEmpty() && last.get().refusals().size() == wishes.size();
      wishes = last.map(this::wishes).orElse(List.of());
      moved |= !wishes.isEmpty() && !vain;
      moved |= last.filter(this::peopleNameTheirSteps).isPresent();
      moved |= last.filter(this::peopleTellTwinsApart).isPresent();
      moved |= last.filter(this::peopleMendTheirPaths).isPresent();
      moved |= last.filter(this::peopleGiveUpWhatNobodyRemembers).isPresent();
      if (!moved && last.filter(this::isTimeWaitedFor).isPresent()) {
        world.log.say(() -> "a day passes");
        world.advance(Duration.ofDays(1));
        moved = true;
      }
      if (!moved) {
        settled(last.orElseThrow());
        return;
      }
    }
    throw new Violation("21 plans get done when faults stop", said(last));
  }

  private Optional<Pass> pass(List<Wish> wishes) {
    Actor actor = new Actor(++passes, Actor.Kind.RECONCILE, wishes);
    world.log.say(() -> actor + " begins " + wishes);
    return alone.run(actor);
  }

  private void peopleMendWhatTheyBroke() {
    world.branchProtected = false;
    world.pushForbidden = false;
    world.writers.put("alice", true);
    world.writers.put("bob", true);
    for (int i = 0; i < Outsiders.WORDS.size(); i++) {
      world.outsiders.happens(i, world.clock.now());
    }
    for (PlanDraft plan : story.plans) {
      boolean stuck = false;
      for (StepDraft step : plan.steps) {
        if (step.how instanceof StepDraft.How.Sub(PlanDraft sub) && (sub.gone || sub.hopeless)) {
          step.how = new StepDraft.How.Person();
          stuck = true;
        }
      }
      boolean fine = plan.status.equals("approved") && plan.poison.isEmpty() && !stuck;
      if (!plan.gone && !plan.hopeless && !fine) {
        plan.status = "approved";
        plan.poison = "";
        writers.write(plan, plan.path, true, "approved and mended");
      }
    }
  }

  /** Whether there is nothing to do but to wait for a moment. */
  private boolean isTimeWaitedFor(Pass pass) {
    return pass.decision().plans().stream()
        .filter(v -> !hopeless(v.plan().path()) && !isLeftOut(v, pass, new HashSet<>()))
        .flatMap(v -> v.steps().stream())
        .anyMatch(
            s ->
                (s.step().kind() instanceof Kind.Wait || s.step().kind() instanceof Kind.Until)
                    && s.status() == StepStatus.WAITING
                    && s.words().contains("waiting until"));
  }

  /**
   * Whether every step that stands for this plan in another is skipped, or never has its turn: then
   * neither has the plan.
   */
  private boolean isLeftOut(PlanView view, Pass pass, Set<PlanId> seen) {
    boolean named = false;
    for (PlanView other : pass.decision().plans()) {
      for (StepView step : other.steps()) {
        if (step.step().kind() instanceof Kind.SubPlan sub
            && sub.plan().filter(view.plan().id()::equals).isPresent()) {
          named = true;
          boolean out =
              step.status() == StepStatus.SKIPPED
                  || step.step().skip().isPresent()
                  || hopeless(other.plan().path())
                  || (seen.add(other.plan().id()) && isLeftOut(other, pass, seen));
          if (!out) {
            return false;
          }
        }
      }
    }
    return named;
  }

  /** Where a plan that a step names was moved before it was known, its path is written anew. */
  private boolean peopleMendTheirPaths(Pass pass) {
    boolean any = false;
    for (PlanView view : pass.decision().plans()) {
      boolean lost =
          view.plan().steps().stream()
              .flatMap(s -> s.problems().stream())
              .anyMatch(
                  p ->
                      p.message().contains("there is no plan")
                          || p.message().contains("plans wait for each other"));
      for (PlanDraft plan : lost ? story.plans : List.<PlanDraft>of()) {
        if (!plan.gone && !plan.hopeless && plan.path.equals(view.plan().path().value())) {
          writers.write(plan, plan.path, true, "the paths of its sub-plans");
          any = true;
        }
      }
    }
    return any;
  }

  /** A step that only waits, and whose row shows a job that nobody remembers, is skipped. */
  private boolean peopleGiveUpWhatNobodyRemembers(Pass pass) {
    boolean any = false;
    for (PlanView view : pass.decision().plans()) {
      for (StepView step : view.steps()) {
        if (step.step().kind() instanceof Kind.Waiting && step.flags().contains(Flag.VANISHED)) {
          any |= skip(view, step);
        }
      }
    }
    return any;
  }

  private boolean skip(PlanView view, StepView step) {
    for (PlanDraft plan : story.plans) {
      for (StepDraft draft : plan.steps) {
        if (!plan.gone
            && !plan.hopeless
            && plan.path.equals(view.plan().path().value())
            && draft.skip.isEmpty()
            && plan.resolved(draft.title()).equals(step.step().title())) {
          draft.skip = Optional.of("nobody remembers what it was");
          writers.write(plan, plan.path, true, "a skip of " + step.step().id());
          return true;
        }
      }
    }
    return false;
  }

  private boolean runsSucceed() {
    boolean any = false;
    for (Runs.Job job : world.runs.all()) {
      while (!job.isOver()) {
        any = true;
        world.runner.advance(job, Run.State.SUCCESS, "success");
      }
    }
    return any;
  }

  /** People close their issues, and answer where they are asked. */
  private boolean peopleWork() {
    boolean any = false;
    for (Issues.Ticket ticket : world.issues.all()) {
      Optional<Issue> issue = ticket.now().filter(i -> i.author().equals(World.BOT));
      if (issue.isEmpty() || !ticket.isOpen()) {
        continue;
      }
      any = true;
      if (issue.get().body().contains("/retry")
          && isListenedTo(ticket, issue.get())
          && !isAskedInVain(ticket)) {
        answer(ticket, issue.get());
      } else {
        world.log.say(() -> "alice closes #" + ticket.number);
        world.issues.close(ticket.number, Issue.State.COMPLETED, "alice");
      }
    }
    return any;
  }

  // Whose answer leads to nothing closes the question some time.
  private boolean isAskedInVain(Issues.Ticket ticket) {
    if (round % 5 != 0 || ticket.comments.isEmpty()) {
      return false;
    }
    String last = ticket.comments.getLast().body();
    return last.contains("Not retried") || last.contains("stands still until it is mended");
  }

  // A question whose claim was folded or deleted, or that was reopened after another took its
  // place, hears nobody: people close it.
  private boolean isListenedTo(Issues.Ticket ticket, Issue issue) {
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
  private List<Wish> wishes(Pass pass) {
    List<Wish> wishes = new ArrayList<>();
    for (PlanView plan : pass.decision().plans()) {
      boolean hopeless =
          story.plans.stream()
              .anyMatch(p -> p.hopeless && p.path.equals(plan.plan().path().value()));
      boolean out = hopeless || isLeftOut(plan, pass, new HashSet<>());
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

  /** Where a step may be a renamed one, a person says which it is. */
  private boolean peopleNameTheirSteps(Pass pass) {
    boolean any = false;
    for (PlanView view : pass.decision().plans()) {
      for (StepView step : view.steps()) {
        boolean unclear =
            step.step().problems().stream().anyMatch(p -> p.message().contains("renamed step"));
        if (unclear) {
          any |= name(view, step.step().title());
        }
      }
    }
    return any;
  }

  /** Of two files that could be one plan, a new one gets another name, a copy loses its block. */
  private boolean peopleTellTwinsApart(Pass pass) {
    boolean any = false;
    for (PlanView view : pass.decision().plans()) {
      for (Problem problem : view.plan().problems()) {
        if (problem.message().contains("` is the plan `")) {
          any |= tellApart(view.plan().path(), problem.hint().orElse(""));
        }
      }
    }
    return any;
  }

  private boolean tellApart(PlanPath path, String hint) {
    for (PlanDraft plan : story.plans) {
      if (plan.path.equals(path.value()) && !plan.gone && !plan.hopeless) {
        boolean rename = hint.contains("give its file another name");
        if (!rename && !plan.copied) {
          return false;
        }
        if (rename) {
          plan.path = "plans/other-" + ++ids + ".md";
        } else {
          plan.id = Optional.empty();
          world.oracle.text.forget();
        }
        writers.write(plan, path.value(), rename, "told apart: " + plan.path);
        story.plans.stream()
            .filter(p -> rename && !p.gone && !p.hopeless && p.namesAsSubPlan(plan))
            .forEach(p -> writers.write(p, p.path, true, "the path of its sub-plan"));
        return true;
      }
    }
    return false;
  }

  private boolean name(PlanView view, String title) {
    for (PlanDraft plan : story.plans) {
      for (StepDraft step : plan.steps) {
        if (plan.path.equals(view.plan().path().value())
            && plan.resolved(step.title()).equals(title)) {
          step.id =
              Optional.of(
                  world
                      .oracle
                      .jobs
                      .startedAs(view.plan().id(), step.titles)
                      .map(StepId::value)
                      .orElse("own-" + ++ids));
          writers.write(plan, plan.path, true, "an id for " + title);
          return true;
        }
      }
    }
    return false;
  }

  /** Nothing moved: everything must be done, and stay so. */
  private void settled(Pass pass) {
    for (PlanDraft draft : story.plans) {
      if (draft.gone || draft.hopeless) {
        continue;
      }
      PlanView view =
          pass.decision().plans().stream()
              .filter(p -> p.plan().path().value().equals(draft.path))
              .findFirst()
              .orElseThrow(() -> new Violation("21 plans get done when faults stop", draft.path));
      if (isLeftOut(view, pass, new HashSet<>())) {
        continue;
      }
      if (!view.isDone() || view.steps().size() != draft.steps.size()) {
        throw new Violation("21 plans get done when faults stop", said(Optional.of(pass)));
      }
      if (draft.id.filter(id -> !id.equals(view.plan().id()) && isBegun(draft, id)).isPresent()) {
        throw new Violation(
            "1 a moved plan does not start over", draft.path + " became " + view.plan().id());
      }
      sameAsCalm(draft, view);
    }
    // What a plan without a turn has claimed waits with it.
    world.oracle.jobs.atRest(id -> isHopeless(id, pass) || isLeftOut(id, pass));
    // The moments that plans without a turn wait for come all the same.
    world.advance(Duration.ofDays(3));
    pass(List.of());
    long before = world.clock.moment();
    GitServer.Commit tip = world.git.tip();
    world.advance(Duration.ofMinutes(5));
    pass(List.of());
    if (world.clock.moment() != before) {
      throw new Violation(
          "23 a fixpoint writes nothing", "a pass over a settled world wrote" + edits(tip));
    }
  }

  // The claim that was there when a plan was moved may have been let go before anything came of it.
  private boolean isBegun(PlanDraft draft, PlanId id) {
    return draft.steps.stream().anyMatch(s -> world.oracle.jobs.isBegun(id, s.titles));
  }

  private String edits(GitServer.Commit before) {
    StringBuilder text = new StringBuilder();
    world
        .git
        .tip()
        .tree()
        .forEach(
            (path, blob) -> {
              GitServer.Blob was = before.tree().get(path);
              if (was != null && !was.id().equals(blob.id())) {
                text.append('\n').append(path).append(TextOracle.block(was.text()));
                text.append("\n→ ").append(TextOracle.block(blob.text()));
              }
            });
    return text.toString();
  }

  private boolean isHopeless(PlanId id, Pass pass) {
    return pass.decision().plans().stream()
        .filter(v -> v.plan().id().equals(id))
        .anyMatch(v -> hopeless(v.plan().path()));
  }

  private boolean isLeftOut(PlanId id, Pass pass) {
    return pass.decision().plans().stream()
        .anyMatch(v -> v.plan().id().equals(id) && isLeftOut(v, pass, new HashSet<>()));
  }

  private boolean hopeless(PlanPath path) {
    return story.plans.stream().anyMatch(p -> p.hopeless && p.path.equals(path.value()));
  }

  // A calm run of the same text ends with each step done, or skipped where the plan says so.
  private void sameAsCalm(PlanDraft draft, PlanView view) {
    for (int i = 0; i < draft.steps.size(); i++) {
      StepDraft wanted = draft.steps.get(i);
      StepView is = view.steps().get(i);
      boolean skipped = wanted.skip.isPresent() || wanted.skippable;
      boolean fits =
          is.status() == StepStatus.DONE || (skipped && is.status() == StepStatus.SKIPPED);
      if (!fits || !is.step().title().equals(draft.resolved(wanted.title()))) {
        throw new Violation("21 the same end as the calm run", draft.path + " " + wanted.title());
      }
    }
    GitServer.Blob file = world.git.tip().tree().get(draft.path);
    String text = file == null ? "" : file.text();
    if (!text.equals(draft.lastText(TextOracle.block(text)))) {
      throw new Violation("9 a person's text is preserved", draft.path + "\n" + text);
    }
  }

  private static String said(Optional<Pass> pass) {
    StringBuilder text = new StringBuilder();
    pass.ifPresent(
        p -> {
          p.decision()
              .plans()
              .forEach(
                  plan -> {
                    text.append('\n').append(plan.plan().path()).append(plan.plan().problems());
                    plan.steps()
                        .forEach(
                            s ->
                                text.append("\n  ")
                                    .append(s.step().id())
                                    .append(": ")
                                    .append(s.status())
                                    .append(' ')
                                    .append(s.flags())
                                    .append(" — ")
                                    .append(s.why()));
                  });
          text.append("\ndone ").append(p.done()).append("\nrefusals ").append(p.refusals());
          text.append("\nfailure ").append(p.failure());
        });
    return text.toString();
  }
}
