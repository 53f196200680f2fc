package dev.setpoint.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports steps that would have the same id. */
final class Duplicates {
  private Duplicates() {}

  /**
   * Adds a problem for every step whose id an earlier one has.
   *
   * @param ids of the document's steps, in their order
   */
  static void report(PlanDocument document, List<StepId> ids, List<Problem> problems) {
    Map<StepId, Integer> first = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      Integer before = first.putIfAbsent(ids.get(i), i);
      if (before != null) {
        int line = document.steps().get(before).line();
        problems.add(problem(document, document.steps().get(i), ids.get(i), line));
      }
    }
  }

  private static Problem problem(PlanDocument document, WrittenStep step, StepId id, int first) {
    int line = step.id().map(Reference::line).orElse(step.line());
    int index = step.id().map(Reference::index).orElse(step.index());
    return new Problem(
        document.path(),
        line,
        document.source().column(line, index),
        "a second step with the id `" + id + "`; the first is on line " + first,
        Optional.of(
            step.id().isPresent()
                ? "choose another id"
                : "give one of them another title, or an `id:` of its own"));
  }
}
