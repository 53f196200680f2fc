package dev.setpoint.diff;

import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What holds each step of a plan back: the nearest of its ancestors that are not satisfied. There
 * are none exactly when every ancestor is satisfied. Works without recursion: a plan may have as
 * many steps as its author likes.
 */
final class Blockers {
  private final Map<StepId, Step> steps = new HashMap<>();
  private final Predicate<Step> satisfied;
  private final Map<StepId, List<Step>> found = new HashMap<>();

  /** The plan's needs must be free of cycles. */
  Blockers(Plan plan, Predicate<Step> satisfied) {
    this.satisfied = satisfied;
    plan.steps().forEach(s -> steps.put(s.id(), s));
    plan.steps().forEach(this::resolve);
  }

  List<Step> of(Step step) {
    return found.getOrDefault(step.id(), List.of());
  }

  private void resolve(Step start) {
    Deque<Step> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      Step step = open.peek();
      Optional<Step> first =
          needs(step).filter(n -> satisfied.test(n) && !found.containsKey(n.id())).findFirst();
      if (found.containsKey(step.id())) {
        open.pop();
      } else if (first.isPresent()) {
        open.push(first.get());
      } else {
        found.put(step.id(), nearest(step));
        open.pop();
      }
    }
  }

  private List<Step> nearest(Step step) {
    Set<Step> nearest = new LinkedHashSet<>();
    needs(step).forEach(n -> nearest.addAll(satisfied.test(n) ? of(n) : List.of(n)));
    return List.copyOf(nearest);
  }

  private Stream<Step> needs(Step step) {
    return step.needs().stream().map(steps::get).filter(Objects::nonNull);
  }
}
