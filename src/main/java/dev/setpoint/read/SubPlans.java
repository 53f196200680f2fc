package dev.setpoint.read;

import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the plans that {@code plan:} fields name: by a path from the file's own folder, or from the
 * repository's root. A plan that was moved is found by the id it kept.
 */
final class SubPlans {
  private final Tip tip;
  private final Map<PlanPath, Plan> byPath = new HashMap<>();
  private final Map<PlanId, Plan> byId = new HashMap<>();
  private final Map<PlanId, Set<PlanId>> names = new HashMap<>();

  private SubPlans(List<Plan> plans, Tip tip) {
    this.tip = tip;
    for (Plan plan : plans) {
      byPath.put(plan.path(), plan);
      byId.merge(plan.id(), plan, (a, b) -> a.problems().isEmpty() ? a : b);
    }
  }

  /**
   * The plans with their sub-plans found; what cannot be is a problem of the step that names it.
   */
  static List<Plan> found(List<Plan> plans, Tip tip) {
    if (plans.stream().noneMatch(SubPlans::hasAny)) {
      return plans;
    }
    SubPlans sub = new SubPlans(plans, tip);
    List<Plan> resolved = plans.stream().map(sub::resolved).toList();
    return resolved.stream().map(sub::withoutCycles).toList();
  }

  private static boolean hasAny(Plan plan) {
    return plan.steps().stream().anyMatch(s -> s.kind() instanceof Kind.SubPlan);
  }

  private Plan resolved(Plan plan) {
    if (!hasAny(plan)) {
      return plan;
    }
    List<Step> steps = new ArrayList<>();
    for (Step step : plan.steps()) {
      if (step.kind() instanceof Kind.SubPlan sub) {
        Optional<PlanId> id = find(plan, sub.written());
        id.ifPresent(i -> names.computeIfAbsent(plan.id(), k -> new LinkedHashSet<>()).add(i));
        Step found = step.carriedOutBy(new Kind.SubPlan(sub.written(), id));
        steps.add(id.isPresent() ? found : missing(plan, found, sub.written()));
      } else {
        steps.add(step);
      }
    }
    return plan.withSteps(List.copyOf(steps));
  }

  private Optional<PlanId> find(Plan plan, String written) {
    List<String> folders = new ArrayList<>(List.of(folder(plan.path().value()), ""));
    plan.id().paths().forEach(p -> folders.add(folder(p.value())));
    List<PlanPath> paths =
        folders.stream().map(f -> joined(f, written)).flatMap(Optional::stream).toList();
    return paths.stream()
        .flatMap(p -> Optional.ofNullable(byPath.get(p)).stream())
        .findFirst()
        .map(Plan::id)
        .or(() -> paths.stream().map(PlanId::of).filter(byId::containsKey).findFirst());
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** A relative path without {@code .} and {@code ..}; empty when it leaves the repository. */
  private static Optional<PlanPath> joined(String folder, String written) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (folder + written).split("/", -1)) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return Optional.of(new PlanPath(String.join("/", parts)));
  }

  private Step missing(Plan plan, Step step, String written) {
    boolean missed =
        joined(folder(plan.path().value()), written).filter(tip.markdown()::contains).isPresent();
    String hint =
        missed
            ? "the file is there, but no pattern of `plans` in the settings matches it"
            : "write its path from this file's folder, for example `other.md` or `../other.md`";
    return problem(plan, step, "there is no plan `" + written + "`", hint);
  }

  private Plan withoutCycles(Plan plan) {
    if (!hasAny(plan)) {
      return plan;
    }
    List<Step> steps = new ArrayList<>();
    for (Step step : plan.steps()) {
      Optional<PlanId> target =
          step.kind() instanceof Kind.SubPlan sub ? sub.plan() : Optional.empty();
      Optional<String> way = target.flatMap(t -> way(t, plan.id()));
      steps.add(
          way.map(
                  w ->
                      problem(
                          plan,
                          step,
                          "these plans wait for each other: `" + plan.id() + "` → " + w,
                          "a plan cannot be done before itself: take one of the `plan:` steps out"))
              .orElse(step));
    }
    return plan.withSteps(List.copyOf(steps));
  }

  /** How one plan leads to another through {@code plan:} steps, if it does. */
  private Optional<String> way(PlanId from, PlanId to) {
    Map<PlanId, String> ways = new HashMap<>(Map.of(from, "`" + from + "`"));
    Deque<PlanId> open = new ArrayDeque<>(List.of(from));
    Set<PlanId> seen = new HashSet<>();
    while (!open.isEmpty()) {
      PlanId at = open.pop();
      if (at.equals(to)) {
        return Optional.ofNullable(ways.get(at));
      }
      if (seen.add(at)) {
        for (PlanId next : names.getOrDefault(at, Set.of())) {
          ways.putIfAbsent(next, ways.get(at) + " → `" + next + "`");
          open.add(next);
        }
      }
    }
    return Optional.empty();
  }

  private Step problem(Plan plan, Step step, String message, String hint) {
    byte[] source =
        tip.plans().stream()
            .filter(f -> f.path().equals(plan.path()))
            .findFirst()
            .map(PlanFile::bytes)
            .orElse(new byte[0]);
    FieldPlace place = FieldPlace.of(source, step, "plan");
    List<Problem> problems = new ArrayList<>(step.problems());
    problems.add(
        new Problem(plan.path(), place.line(), place.column(), message, Optional.of(hint)));
    return step.withProblems(problems);
  }
}
