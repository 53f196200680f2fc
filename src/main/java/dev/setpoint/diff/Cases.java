package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Jobs;
import dev.setpoint.job.Outcome;
import dev.setpoint.job.Phase;
import dev.setpoint.job.Run;
import dev.setpoint.job.Sighting;
import dev.setpoint.job.Wish;
import dev.setpoint.plan.BlockSeen;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import dev.setpoint.read.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides each step of one plan by itself: where it stands, what blocks it, what to do about it.
 */
final class Cases {
  private final Plan plan;
  private final Snapshot seen;
  private final List<Wish> wishes;
  private final Drafts drafts;
  private final Attempts attempts;
  private final Memory.OfPlan memory;
  private final Questions questions;
  private final Edits edits;
  private final Briefs briefs;
  private final Map<StepId, BlockSeen.Row> rows = new HashMap<>();
  private final Courses courses;
  private final Course course;
  private final Waits waits;

  private Cases(Course course, Courses courses, Snapshot seen, List<Wish> wishes) {
    this.plan = course.plan();
    this.course = course;
    this.courses = courses;
    this.waits = new Waits(seen, courses);
    this.seen = seen;
    this.wishes = wishes.stream().filter(w -> w.plan().equals(plan.id())).toList();
    this.drafts = new Drafts(seen);
    this.attempts = new Attempts(seen);
    this.memory = course.standings().memory();
    this.questions = new Questions(seen, memory, attempts, drafts);
    this.edits = new Edits(drafts);
    this.briefs = new Briefs(seen);
    plan.block().rows().forEach(r -> rows.putIfAbsent(r.id(), r));
  }

  /** One case for each step, in the plan's order. */
  static List<Case> of(Course course, Courses courses, Snapshot seen, List<Wish> wishes) {
    Cases cases = new Cases(course, courses, seen, wishes);
    List<Case> decided = new ArrayList<>(course.plan().steps().size());
    for (Step step : course.plan().steps()) {
      decided.add(cases.decide(step));
    }
    return decided;
  }

  private Case decide(Step step) {
    Optional<Standing> standing = course.standings().of(step);
    Optional<Standing> begun = course.standings().begun(step.id());
    if (step.skip().isPresent() || plan.lifecycle() == Lifecycle.CANCELLED) {
      return unwanted(step, standing);
    }
    Optional<BlockSeen.Row> unremembered = standing.isEmpty() ? rowWithJob(step) : Optional.empty();
    Optional<Awaited> awaited =
        unremembered.isPresent() || begun.isPresent() ? Optional.empty() : awaited(step);
    Optional<Intent> start =
        awaited.isPresent() && !isWished(step)
            ? Optional.empty()
            : unremembered.isPresent() || bindWish(step).isPresent()
                ? wished(step, standing)
                : start(step, standing);
    Todo todo = standing.map(s -> goOn(step, s, start)).orElseGet(() -> adopted(step));
    Optional<Awaited.Over> over = start.isPresent() ? Optional.empty() : over(awaited);
    Optional<String> held =
        start.isPresent() || over.isPresent() || (!step.problems().isEmpty() && awaited.isPresent())
            ? hold(step)
            : Optional.empty();
    if (over.isPresent() && held.isEmpty()) {
      todo = todo.and(settled(step, standing, over.get()));
    }
    return new Case(
        plan,
        step,
        begun,
        course.blockers(step),
        todo,
        held.isEmpty() ? start : Optional.empty(),
        held,
        questions.open(step),
        held.isPresent() ? Optional.empty() : pending(awaited),
        unremembered);
  }

  /** A step that is to be skipped, or whose plan was cancelled: what is open of it is withdrawn. */
  private Case unwanted(Step step, Optional<Standing> standing) {
    boolean skipped = step.skip().isPresent();
    String why = skipped ? "the plan now skips this step" : "the plan was cancelled";
    Todo todo = withdraw(step, why);
    Optional<Standing> shown =
        skipped
            // Until its job has ended, the row shows the job.
            ? standing.filter(s -> !s.isOver() || s.endedAs(Outcome.DONE))
            : standing.filter(s -> !s.endedAs(Outcome.WITHDRAWN));
    return new Case(
        plan,
        step,
        shown,
        course.blockers(step),
        todo,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * What has come of a step that nobody starts: its turn has come, and it only waits, or its
   * condition is false.
   */
  private Optional<Awaited> awaited(Step step) {
    if (!course.blockers(step).isEmpty()) {
      return Optional.empty();
    }
    if (!course.isWanted(step)) {
      String words = "`" + step.terms().when().orElseThrow().text() + "` is false";
      return Optional.of(new Awaited.Over(Outcome.SKIPPED, seen.now(), Optional.empty(), words));
    }
    return step.kind() instanceof Kind.Waiting waiting
        ? Optional.of(waits.of(waiting, course.since(step)))
        : Optional.empty();
  }

  private static Optional<Awaited.Over> over(Optional<Awaited> awaited) {
    return awaited.flatMap(a -> a instanceof Awaited.Over o ? Optional.of(o) : Optional.empty());
  }

  private static Optional<Awaited.Pending> pending(Optional<Awaited> awaited) {
    return awaited.flatMap(a -> a instanceof Awaited.Pending p ? Optional.of(p) : Optional.empty());
  }

  private Todo settled(Step step, Optional<Standing> standing, Awaited.Over over) {
    int attempt = standing.map(s -> s.claim().key().attempt()).orElse(0) + 1;
    Phase.Settled end =
        new Phase.Settled(over.outcome(), Optional.empty(), over.at(), over.at(), 0, over.words());
    return Todo.doing(
        new Command.Settle(
            new ClaimKey(plan.id(), step.id(), attempt),
            drafts.facts(plan, step, ""),
            end,
            over.notBefore()));
  }

  // Nobody can tell what became of its job, a person asks for it to be done again, and by now the
  // plan only waits: what is done again is the waiting.
  private Todo anew(Step step, Standing standing) {
    boolean unclear =
        step.kind() instanceof Kind.Waiting
            && plan.lifecycle() == Lifecycle.APPROVED
            && standing.isOver()
            && !(standing instanceof Standing.Ended)
            && !Case.isFree(step, standing);
    Optional<String> cause =
        isWished(step)
            ? Optional.of("command line")
            : questions.retry(step, standing).map(Jobs.Order::cause);
    if (!unclear || cause.isEmpty()) {
      return Todo.NOTHING;
    }
    ClaimKey key = standing.claim().key().next();
    Phase.Settled end =
        new Phase.Settled(
            Outcome.WITHDRAWN,
            Optional.empty(),
            seen.now(),
            seen.now(),
            0,
            "by now the step only waits");
    return Todo.doing(
        new Command.Settle(key, drafts.facts(plan, step, cause.get()), end, Optional.empty()));
  }

  private Todo withdraw(Step step, String why) {
    Todo own = attempts.withdraw(memory.attempts(step.id()), why);
    return own.and(attempts.withdraw(memory.questions(step.id()), why));
  }

  /** What a step's newest attempt needs, besides another attempt. */
  private Todo goOn(Step step, Standing standing, Optional<Intent> start) {
    Optional<Command.Bind> named = named(step, standing);
    Todo todo =
        named.isPresent()
            ? Todo.doing(named.get())
            : start.filter(s -> s.previous().isPresent()).isPresent()
                ? Todo.NOTHING
                : attempts.upkeep(standing).and(givenUp(step, standing));
    if (standing instanceof Standing.Going going && going.issue().isPresent()) {
      Issue issue = going.issue().get();
      List<String> people = Views.people(plan, step, standing);
      todo =
          todo.and(briefs.handOver(plan, step, going))
              .and(Reminders.of(plan, step, going, people, seen.now()))
              .and(edits.of(plan, step, going.claim(), issue));
    }
    Todo anew = anew(step, standing);
    if (!anew.commands().isEmpty()) {
      return todo.and(anew);
    }
    boolean binding = todo.commands().stream().anyMatch(Command.Bind.class::isInstance);
    return start.isPresent() || binding ? todo : todo.and(questions.about(plan, step, standing));
  }

  // What was claimed as one thing is never created as another under the same key: a late run of it
  // would find its key taken by an issue. The next attempt has a key of its own.
  private Todo givenUp(Step step, Standing standing) {
    Claim claim = standing.claim();
    boolean absent =
        standing instanceof Standing.Refused
            || (standing instanceof Standing.Starting && attempts.mayTakeOver(claim));
    return absent && !mayUseKeyAgain(step, claim)
        ? attempts.ended(claim, "the plan made it another kind of step before its job was found")
        : Todo.NOTHING;
  }

  private boolean mayUseKeyAgain(Step step, Claim claim) {
    return !(step.kind() instanceof Kind.Waiting)
        && attempts.mayUseKeyAgain(claim, Drafts.workflow(step));
  }

  /** A row that shows a job nobody remembers: evidence that vanished, never a reason to start. */
  private Optional<BlockSeen.Row> rowWithJob(Step step) {
    return Optional.ofNullable(rows.get(step.id())).filter(r -> r.job().isPresent());
  }

  /** The start that this step would make now, whatever may hold it. */
  private Optional<Intent> start(Step step, Optional<Standing> standing) {
    Optional<Intent> wished = wished(step, standing);
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
              .filter(a -> attempts.mayTakeOver(claim) && mayUseKeyAgain(step, claim));
      case Standing.Refused r ->
          Optional.of(Intent.again(claim))
              .filter(a -> mayUseKeyAgain(step, claim))
              .filter(a -> attempts.mayTryAgain(r, drafts.facts(plan, step, "")));
      case Standing.Ended e ->
          switch (e.end().outcome()) {
            case WITHDRAWN -> Optional.of(Intent.fresh(next, ""));
            case FAILED ->
                Optional.of(Intent.fresh(next, "retry")).filter(f -> Case.retriesLeft(step, claim));
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

  private boolean isWished(Step step) {
    return !wishes.isEmpty()
        && wishes.stream().anyMatch(w -> w instanceof Wish.Retry && w.step().equals(step.id()));
  }

  /** A person asked for the next attempt: on the command line, or with {@code /retry}. */
  private Optional<Intent> wished(Step step, Optional<Standing> standing) {
    boolean free =
        course.blockers(step).isEmpty()
            && !(step.kind() instanceof Kind.Waiting)
            && standing.filter(s -> !s.isOver()).isEmpty();
    if (!free) {
      return Optional.empty();
    }
    int next = standing.map(s -> s.claim().key().attempt()).orElse(0) + 1;
    if (isWished(step)) {
      return Optional.of(Intent.fresh(next, "command line"));
    }
    // What is done is done again only by the command that says so, not by a late answer to a
    // question.
    return standing
        .filter(s -> !s.endedAs(Outcome.DONE))
        .flatMap(s -> questions.retry(step, s))
        .map(order -> Intent.fresh(next, order.cause()));
  }

  /**
   * The job that the command line or a person's {@code /started} names for an attempt nobody knows
   * the fate of.
   */
  private Optional<Command.Bind> named(Step step, Standing standing) {
    return switch (standing) {
      case Standing.Parked p ->
          bindWish(step)
              .map(job -> bind(p.claim(), job))
              .or(() -> questions.started(step, standing));
      case Standing.Starting s -> bindWish(step).map(job -> bind(s.claim(), job));
      case Standing.Puzzling p when p.vanished() -> bindWish(step).map(job -> bind(p.claim(), job));
      case Standing.Puzzling p -> Optional.empty();
      case Standing.Refused r -> Optional.empty();
      case Standing.Going g -> Optional.empty();
      case Standing.Stopping s -> Optional.empty();
      case Standing.Ended e -> Optional.empty();
    };
  }

  private static Command.Bind bind(Claim claim, JobLink job) {
    return new Command.Bind(claim, job, "named by a person", Optional.empty());
  }

  private Optional<JobLink> bindWish(Step step) {
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

  /** A person names the job of a step that nothing is remembered of. */
  private Todo adopted(Step step) {
    return bindWish(step)
        .map(
            job ->
                Todo.doing(
                    new Command.Adopt(
                        new ClaimKey(plan.id(), step.id(), 1),
                        drafts.facts(plan, step, "command line"),
                        job)))
        .orElse(Todo.NOTHING);
  }

  /** Why a step that could start does not. */
  private Optional<String> hold(Step step) {
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
    return plan.block().plan().isEmpty() && memory.isEmpty();
  }
}
