package dev.setpoint.diff;

import dev.setpoint.job.Wish;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import dev.setpoint.read.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How all plans go, for those that wait for each other with {@code plan:} steps. */
final class Courses {
  private final Memory memory;
  private final Map<PlanId, Course> courses = new LinkedHashMap<>();
  private final Map<PlanId, Course> parents = new LinkedHashMap<>();

  Courses(Snapshot seen, List<Wish> wishes) {
    this.memory = new Memory(seen.ledger());
    Map<PlanId, Plan> plans = new LinkedHashMap<>();
    for (Plan plan : seen.plans()) {
      // Of several files that could be one plan, the one that is not in doubt has its course.
      if (plan.problems().isEmpty() || !plans.containsKey(plan.id())) {
        plans.put(plan.id(), plan);
      }
    }
    Map<PlanId, Standings> standings = new LinkedHashMap<>();
    plans.values().parallelStream()
        .map(p -> new Standings(p, seen, memory.bySteps(p.id()), wishes))
        .toList()
        .forEach(s -> standings.put(s.plan().id(), s));
    standings.values().parallelStream()
        .map(s -> new Course(s, cancelled(s, standings)))
        .toList()
        .forEach(c -> courses.put(c.plan().id(), c));
    courses.forEach(
        (id, c) -> {
          if (c.standings().waitsForPlans()) {
            parents.put(id, c);
          }
        });
  }

  /** The steps whose sub-plan was cancelled before it was done. */
  private static Set<StepId> cancelled(Standings own, Map<PlanId, Standings> all) {
    if (!own.waitsForPlans()) {
      return Set.of();
    }
    Set<StepId> cancelled = new HashSet<>();
    for (Step step : own.plan().steps()) {
      if (step.kind() instanceof Kind.SubPlan sub) {
        Optional<Standings> target = sub.plan().flatMap(id -> Optional.ofNullable(all.get(id)));
        if (target
            .filter(t -> t.plan().lifecycle() == Lifecycle.CANCELLED && !t.isDone())
            .isPresent()) {
          cancelled.add(step.id());
        }
      }
    }
    return cancelled;
  }

  private static Optional<PlanId> subPlan(Step step) {
    return step.kind() instanceof Kind.SubPlan sub ? sub.plan() : Optional.empty();
  }

  Memory memory() {
    return memory;
  }

  Optional<Course> of(PlanId plan) {
    return Optional.ofNullable(courses.get(plan));
  }

  /**
   * Why a plan that others name as a step starts nothing yet, in words; empty as soon as one of
   * them has come to it, and may start something itself.
   */
  Optional<String> hold(Plan plan) {
    return hold(plan, new HashMap<>());
  }

  /**
   * @param known what was found of others on the way: many ways may lead to one plan. Plans that
   *     wait for each other are problems of their steps, which hold nobody: until more is known of
   *     a plan, it holds nobody either
   */
  private Optional<String> hold(Plan plan, Map<PlanId, Optional<String>> known) {
    Optional<String> before = known.putIfAbsent(plan.id(), Optional.empty());
    if (before != null) {
      return before;
    }
    Optional<String> why = Optional.empty();
    for (Course parent : parents.values()) {
      Lifecycle state = parent.plan().lifecycle();
      boolean inForce =
          parent.plan().problems().isEmpty()
              && (state == Lifecycle.APPROVED || state == Lifecycle.PAUSED);
      for (Step step : parent.plan().steps()) {
        boolean names = subPlan(step).filter(plan.id()::equals).isPresent();
        if (inForce && names && step.problems().isEmpty()) {
          if (parent.goesOn(step) && hold(parent.plan(), known).isEmpty()) {
            return Optional.empty();
          }
          why = why.or(() -> Optional.of(words(parent, step)));
        }
      }
    }
    known.put(plan.id(), why);
    return why;
  }

  private static String words(Course parent, Step step) {
    String name = "`" + parent.plan().id() + "/" + step.id() + "`";
    return parent.standings().fateOf(step.id()) == Fate.SKIPPED
        ? "the step " + name + " that stands for it is skipped"
        : "it waits for its turn in " + name;
  }
}
