package dev.setpoint.report;

import dev.setpoint.diff.Decision;
import dev.setpoint.diff.Flag;
import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.job.CommitId;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Problem;
import dev.setpoint.read.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All that is told of one invocation. Text, JSON and Markdown are written from this and from
 * nothing else, so that they cannot disagree.
 *
 * @param commit the plan branch's new commit, if statuses differed
 * @param deeds every command, in order
 * @param plans every plan with its statuses, in path order
 * @param problems what only a person can mend, in the files' order
 * @param refusals wishes that could not be fulfilled, in words
 * @param failure what kept the pass from finishing, in a sentence
 * @param webUrl the repository's page, without a final slash
 */
public record Report(
    Optional<CommitId> commit,
    List<Deed> deeds,
    List<PlanView> plans,
    List<Problem> problems,
    List<String> refusals,
    Optional<String> failure,
    Requests requests,
    String webUrl) {

  /** What a pass did. */
  public static Report of(Pass pass, Requests requests) {
    String web = pass.seen().webUrl();
    return new Report(
        pass.commit(),
        pass.done().stream().map(d -> Deed.of(d, web)).toList(),
        pass.decision().plans(),
        problems(pass.seen(), pass.decision()),
        pass.refusals(),
        pass.failure(),
        requests,
        web);
  }

  /** What a dry pass would have done. */
  public static Report ofDry(Pass pass, Requests requests) {
    Report report = of(pass, requests);
    List<Deed> planned =
        pass.done().stream().map(d -> Deed.planned(d.command(), report.webUrl)).toList();
    return new Report(
        Optional.empty(),
        planned,
        report.plans,
        report.problems,
        report.refusals,
        report.failure,
        requests,
        report.webUrl);
  }

  /** What the next pass would do: commands and statuses. */
  public static Report ofDifference(Snapshot seen, Decision decision, Requests requests) {
    return new Report(
        Optional.empty(),
        decision.commands().stream().map(c -> Deed.planned(c, seen.webUrl())).toList(),
        decision.plans(),
        problems(seen, decision),
        decision.refusals(),
        Optional.empty(),
        requests,
        seen.webUrl());
  }

  /** The statuses alone. */
  public static Report ofStatus(Snapshot seen, Decision decision, Requests requests) {
    Report all = ofDifference(seen, decision, requests);
    return new Report(
        Optional.empty(),
        List.of(),
        all.plans,
        all.problems,
        List.of(),
        Optional.empty(),
        requests,
        all.webUrl);
  }

  /** Nothing could be read, for a reason the next pass may not meet. */
  public static Report ofFailure(String sentence, Requests requests) {
    return new Report(
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.of(sentence),
        requests,
        "");
  }

  /** The same with only the plans that the test lets through; their problems too. */
  public Report only(Predicate<Plan> wanted) {
    return new Report(
        commit,
        deeds,
        plans.stream().filter(p -> wanted.test(p.plan())).toList(),
        problems.stream()
            .filter(
                p ->
                    plans.stream()
                        .noneMatch(v -> v.plan().path().equals(p.file()) && !wanted.test(v.plan())))
            .toList(),
        refusals,
        failure,
        requests,
        webUrl);
  }

  /** A step in its plan. */
  public record Turn(PlanView plan, StepView step) {}

  /**
   * Every step that does not move before a person does something: what is overdue first, then in
   * the plans' order.
   */
  public List<Turn> turns() {
    return plans.stream()
        .filter(p -> p.live() && p.plan().lifecycle() != Lifecycle.CANCELLED)
        .flatMap(p -> p.steps().stream().filter(Report::isPersons).map(s -> new Turn(p, s)))
        .sorted(Comparator.comparing((Turn t) -> !t.step().flags().contains(Flag.OVERDUE)))
        .toList();
  }

  private static boolean isPersons(StepView step) {
    return switch (step.status()) {
      case NEEDS_PERSON -> true;
      case FAILED -> true;
      case CANCELLED -> true;
      case WAITING -> false;
      case READY -> false;
      case RUNNING -> false;
      case DONE -> false;
      case SKIPPED -> false;
    };
  }

  private static List<Problem> problems(Snapshot seen, Decision decision) {
    List<Problem> all = new ArrayList<>(seen.problems());
    for (PlanView view : decision.plans()) {
      all.addAll(view.plan().problems());
      all.addAll(ofSteps(view));
    }
    return all.stream()
        .sorted(
            Comparator.comparing(Problem::file)
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column))
        .toList();
  }

  // A step's own problem counts until it has started; a plan that is held back as a whole shows all
  // of them.
  private static List<Problem> ofSteps(PlanView view) {
    return view.plan().problems().isEmpty()
        ? view.steps().stream()
            .filter(s -> s.flags().contains(Flag.PROBLEM))
            .flatMap(s -> s.step().problems().stream())
            .toList()
        : view.plan().steps().stream().flatMap(s -> s.problems().stream()).toList();
  }
}
