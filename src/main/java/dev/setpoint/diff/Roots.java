package dev.setpoint.diff;

import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import dev.setpoint.plan.StepStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** At which steps the waiting of a plan's steps begins: those that wait for no other step. */
final class Roots {
  /** One more than anybody wants to be told of. */
  static final int MOST = 4;

  private final List<Case> all;
  private final Map<StepId, Case> cases = new HashMap<>();
  private final Map<StepId, List<Case>> known = new HashMap<>();
  private final Set<StepId> entered = new HashSet<>();

  /** Of one plan's cases; works only once it is asked, as most passes ask nothing. */
  Roots(List<Case> all) {
    this.all = all;
  }

  synchronized Optional<Case> of(Step step) {
    if (cases.isEmpty()) {
      all.forEach(c -> cases.putIfAbsent(c.step().id(), c));
    }
    return Optional.ofNullable(cases.get(step.id()));
  }

  /** Whether it waits for other steps, and for nothing else. */
  static boolean waitsForSteps(Case c) {
    return c.status() == StepStatus.WAITING && c.awaited().isEmpty();
  }

  /** Where the waiting of a step that waits for others begins: the first few, nearest first. */
  synchronized List<Case> of(Case waiting) {
    // Without recursion: a plan may be one long line of steps.
    Deque<Case> open = new ArrayDeque<>(List.of(waiting));
    while (!open.isEmpty()) {
      Case at = open.peek();
      if (entered.add(at.step().id())) {
        for (Step step : at.blockers()) {
          of(step)
              .filter(b -> waitsForSteps(b) && !entered.contains(b.step().id()))
              .ifPresent(open::push);
        }
      } else {
        open.pop();
        known.computeIfAbsent(at.step().id(), id -> gathered(at));
      }
    }
    return known.getOrDefault(waiting.step().id(), List.of());
  }

  private List<Case> gathered(Case at) {
    Map<StepId, Case> roots = new LinkedHashMap<>();
    for (Step step : at.blockers()) {
      if (roots.size() >= MOST) {
        break;
      }
      of(step)
          .map(b -> waitsForSteps(b) ? known.getOrDefault(step.id(), List.of()) : List.of(b))
          .orElse(List.of())
          .forEach(r -> roots.put(r.step().id(), r));
    }
    return roots.values().stream().limit(MOST).toList();
  }
}
