package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.JobId;
import dev.setpoint.job.Jobs;
import dev.setpoint.job.Outcome;
import dev.setpoint.plan.Escape;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.StepId;
import dev.setpoint.read.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers the slash commands that people gave in the issues of steps and of questions: each once,
 * since an answer names its comment. What a command starts or binds is decided with its step, and
 * gets no words here.
 */
final class Answers {
  private final Snapshot seen;
  private final List<Case> cases;
  private final List<PlanView> views;
  private final List<Command> decided;

  private Answers(Snapshot seen, List<Case> cases, List<PlanView> views, List<Command> decided) {
    this.seen = seen;
    this.cases = cases;
    this.views = views;
    this.decided = decided;
  }

  /**
   * One command for each order that is to be answered now.
   *
   * @param cases before limits: what these hold is only late
   * @param decided all other commands
   */
  static List<Command> to(
      Snapshot seen, List<Case> cases, List<PlanView> views, List<Command> decided) {
    if (seen.jobs().orders().isEmpty()) {
      return List.of();
    }
    Answers answers = new Answers(seen, cases, views, decided);
    List<Command> commands = new ArrayList<>();
    seen.jobs().orders().forEach(o -> answers.to(o).ifPresent(commands::add));
    return commands;
  }

  private Optional<Command> to(Jobs.Order order) {
    return claim(order.issue()).flatMap(claim -> to(order, claim.key()));
  }

  /** The attempt, or the question, whose issue that is. */
  private Optional<Claim> claim(int issue) {
    JobId id = new JobId.Issue(issue);
    return seen.ledger().attempts().values().stream()
        .filter(c -> c.phase().knownJob().filter(j -> j.id().equals(id)).isPresent())
        .findFirst();
  }

  private Optional<Command> to(Jobs.Order order, ClaimKey key) {
    StepId step = key.step().asked();
    Optional<Case> found =
        cases.stream()
            .filter(c -> c.plan().id().equals(key.plan()) && c.step().id().equals(step))
            .findFirst();
    if (found.isEmpty()) {
      return Optional.of(refusal(order, key, elsewhere(key)));
    }
    Case c = found.get();
    String stands = "`%s`: %s".formatted(step, Escape.line(why(c)));
    return switch (order.word()) {
      case "why" ->
          Optional.of(new Command.Answer(key, order, Optional.empty(), true, stands + "."));
      case "retry" -> retry(order, key, c, stands);
      case "started" -> started(order, key, c, stands);
      case "cancel" -> cancel(order, key, c, stands);
      default -> Optional.empty();
    };
  }

  private Optional<Command> retry(Jobs.Order order, ClaimKey key, Case c, String stands) {
    if (isDecided(order) || isAwaited(order, c) || isOvertaken(order, c)) {
      return Optional.empty();
    }
    String words =
        "Not retried: "
            + c.held()
                .map(why -> "`%s`: %s".formatted(c.step().id(), Escape.line(why)))
                .orElse(stands);
    if (c.standing().filter(s -> s.endedAs(Outcome.DONE)).isPresent()) {
      words +=
          "; what is done is done again only by `setpoint retry %s/%s`"
              .formatted(key.plan(), c.step().id());
    }
    return Optional.of(refusal(order, key, words + "."));
  }

  /** Whether the attempt that it led to was refused, and another order took that up since. */
  private static boolean isOvertaken(Jobs.Order order, Case c) {
    return c.standing()
        .flatMap(s -> Jobs.Order.commentIn(s.claim().facts().cause()))
        .filter(later -> order.comment() < later)
        .isPresent();
  }

  /** Whether it was taken up and only a limit, which passes by itself, holds it. */
  private static boolean isAwaited(Jobs.Order order, Case c) {
    boolean over = c.standing().filter(s -> s.isOver() && !s.endedAs(Outcome.DONE)).isPresent();
    boolean since =
        c.standing()
            .filter(s -> !(s instanceof Standing.Ended e) || !order.at().isBefore(e.end().at()))
            .isPresent();
    boolean held =
        c.plan().lifecycle() != Lifecycle.APPROVED
            || !c.step().problems().isEmpty()
            || c.held().isPresent();
    return over && since && !held && c.blockers().isEmpty();
  }

  private Optional<Command> started(Jobs.Order order, ClaimKey key, Case c, String stands) {
    if (isDecided(order)) {
      return Optional.empty();
    }
    if (!(c.standing().orElse(null) instanceof Standing.Parked parked)) {
      return Optional.of(refusal(order, key, "There is nothing to tell: " + stands + "."));
    }
    return Optional.of(
        refusal(
            order,
            key,
            "That is no run of `%s` that was started by `workflow_dispatch`. Write `/started` and the address of one, such as `%s/actions/runs/123`."
                .formatted(
                    Escape.line(parked.claim().facts().workflow()), Escape.line(seen.webUrl()))));
  }

  private static Optional<Command> cancel(Jobs.Order order, ClaimKey key, Case c, String stands) {
    return switch (c.standing().orElse(null)) {
      case Standing.Going g when g.job().id() instanceof JobId.Issue ->
          Optional.of(
              ends(
                  order,
                  key,
                  g.claim(),
                  "Closed as not planned, as asked here. What needs `%s` waits until it is reopened, retried (`/retry`) or skipped in the plan."
                      .formatted(c.step().id())));
      case Standing.Going g ->
          Optional.of(
              ends(
                  order,
                  key,
                  g.claim(),
                  "[%s](%s) is being cancelled, as asked here.".formatted(g.job(), g.job().url())));
      // Whether there is a job to end shows soon.
      case Standing.Starting s -> Optional.empty();
      case null, default ->
          Optional.of(refusal(order, key, "There is nothing to cancel: " + stands + "."));
    };
  }

  private boolean isDecided(Jobs.Order order) {
    return decided.stream()
        .anyMatch(
            c ->
                switch (c) {
                  case Command.Start s -> s.facts().cause().equals(order.cause());
                  case Command.Bind b -> b.order().filter(order::equals).isPresent();
                  default -> false;
                });
  }

  private String elsewhere(ClaimKey key) {
    Optional<Plan> plan = seen.plans().stream().filter(p -> p.id().equals(key.plan())).findFirst();
    Optional<Problem> problem = plan.flatMap(p -> p.problems().stream().findFirst());
    if (problem.isPresent()) {
      return "The plan has a problem, and stands still until it is mended: %s, line %d: %s."
          .formatted(
              Escape.line(problem.get().file().value()),
              problem.get().line(),
              Escape.line(problem.get().message()));
    }
    return plan.isPresent()
        ? "The plan has no such step any more."
        : "The plan of this step is not there any more.";
  }

  private String why(Case c) {
    return views.stream()
        .filter(v -> v.plan().path().equals(c.plan().path()))
        .flatMap(v -> v.steps().stream())
        .filter(s -> s.step().id().equals(c.step().id()))
        .map(StepView::why)
        .findFirst()
        .orElse(c.status().word());
  }

  private static Command refusal(Jobs.Order order, ClaimKey key, String words) {
    return new Command.Answer(key, order, Optional.empty(), false, words);
  }

  private static Command ends(Jobs.Order order, ClaimKey key, Claim claim, String words) {
    return new Command.Answer(key, order, Optional.of(claim), true, words);
  }
}
