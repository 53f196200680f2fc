package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.Issue;
import dev.setpoint.job.Outcome;
import dev.setpoint.job.Phase;
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
  private final Drafts drafts;
  private final Attempts attempts;
  private final Memory.OfPlan memory;
  private final Questions questions;
  private final Edits edits;
  private final Briefs briefs;
  private final Map<StepId, BlockSeen.Row> rows = new HashMap<>();
  private final Course course;
  private final Waits waits;
  private final Starts starts;
  private final NamedJobs named;

  private Cases(Course course, Courses courses, Snapshot seen, List<Wish> wishes) {
    this.plan = course.plan();
    this.course = course;
    this.waits = new Waits(seen, courses);
    this.seen = seen;
    this.drafts = new Drafts(seen);
    this.attempts = new Attempts(seen);
    this.memory = course.standings().memory();
    this.questions = new Questions(seen, memory, attempts, drafts);
    this.edits = new Edits(drafts);
    this.briefs = new Briefs(seen);
    List<Wish> own = wishes.stream().filter(w -> w.plan().equals(plan.id())).toList();
    Orders orders = new Orders(seen, memory);
    this.starts = new Starts(course, courses, seen, attempts, drafts);
    this.named = new NamedJobs(plan, seen, own, orders, drafts);
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
    Optional<Intent> start = start(step, standing, unremembered, awaited);
    Todo todo = standing.map(s -> goOn(step, s, start)).orElseGet(() -> named.adopted(step));
    Optional<Awaited.Over> over = start.isPresent() ? Optional.empty() : over(awaited);
    boolean stuck = !step.problems().isEmpty() && awaited.isPresent();
    Optional<String> held =
        start.isPresent() || over.isPresent() || stuck ? starts.hold(step) : Optional.empty();
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

  private Optional<Intent> start(
      Step step,
      Optional<Standing> standing,
      Optional<BlockSeen.Row> unremembered,
      Optional<Awaited> awaited) {
    if (awaited.isPresent() && !course.standings().isWished(step)) {
      return Optional.empty();
    }
    // Where a job shows, or is named, another is started only when a person asks for it.
    boolean hasJob = unremembered.isPresent() || named.wished(step).isPresent();
    return hasJob ? starts.askedFor(step, standing) : starts.of(step, standing);
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
    Optional<String> cause = course.standings().cause(step, standing);
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
    Todo todo = carriedOn(step, standing, start);
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

  private Todo carriedOn(Step step, Standing standing, Optional<Intent> start) {
    Optional<Command.Bind> bound = named.bound(step, standing);
    if (bound.isPresent()) {
      return Todo.doing(bound.get());
    }
    boolean takenOver = start.flatMap(Intent::previous).isPresent();
    return takenOver ? Todo.NOTHING : attempts.upkeep(standing).and(givenUp(step, standing));
  }

  // What was claimed as one thing is never created as another under the same key: a late run of it
  // would find its key taken by an issue. The next attempt has a key of its own.
  private Todo givenUp(Step step, Standing standing) {
    Claim claim = standing.claim();
    boolean absent =
        standing instanceof Standing.Refused
            || (standing instanceof Standing.Starting && attempts.mayTakeOver(claim));
    return absent && !starts.mayUseKeyAgain(step, claim)
        ? attempts.ended(claim, "the plan made it another kind of step before its job was found")
        : Todo.NOTHING;
  }

  /** A row that shows a job nobody remembers: evidence that vanished, never a reason to start. */
  private Optional<BlockSeen.Row> rowWithJob(Step step) {
    return Optional.ofNullable(rows.get(step.id())).filter(r -> r.job().isPresent());
  }
}
