package dev.setpoint.diff;

import dev.setpoint.plan.Condition;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says of each step whether its turn has come, and if not, what it waits for.
 *
 * <p>A job is created only when its step's turn has come, and (with an {@code if:}) its condition
 * is true. Call a step's <i>ancestors</i> all that it needs, transitively; call one
 * <i>satisfied</i> when it is done or skipped, <i>bad</i> when it failed for good or was cancelled,
 * and <i>out of reach</i> when it never started and cannot, because a bad step is among the nearest
 * that hold it back, or one that is out of reach itself. A turn comes
 *
 * <ul>
 *   <li>without an {@code if:}, or with one that asks about {@code vars} alone: when every ancestor
 *       is satisfied;
 *   <li>with an {@code if:} that names outcomes: when every step named has ended, and every other
 *       ancestor is satisfied or out of reach: of the bad ones each is named;
 *   <li>with an {@code if:} that calls {@code failed()} or its like: when every ancestor, and every
 *       step named, is at rest: satisfied, bad or out of reach. So a rollback starts after the
 *       failure and after whatever ran beside it, though the steps in between never started.
 * </ul>
 *
 * <p>A condition decides about its own step alone. What needs a step that ran because something
 * failed still needs all of that step's ancestors: nothing gets past a failure because somebody
 * cleaned up after it.
 *
 * <p>Works without recursion: a plan may have as many steps as its author likes. Its needs must be
 * free of cycles.
 */
final class Turns {
  private final Map<StepId, Step> steps = new HashMap<>();
  private final Map<StepId, Fate> fates;
  private final Set<StepId> started;
  private final Map<StepId, List<Step>> unsatisfied = new HashMap<>();
  private final Map<StepId, List<Step>> blockers = new HashMap<>();
  private final Set<StepId> outOfReach = new HashSet<>();

  /**
   * Of one plan.
   *
   * @param fates of every step
   * @param started those that have an attempt which was not withdrawn
   */
  Turns(Plan plan, Map<StepId, Fate> fates, Set<StepId> started) {
    this.fates = fates;
    this.started = started;
    plan.steps().forEach(s -> steps.put(s.id(), s));
    order(plan.steps()).forEach(this::resolve);
  }

  /** What its turn waits for, the nearest first; empty when it has come. */
  List<Step> blockers(Step step) {
    return blockers.getOrDefault(step.id(), List.of());
  }

  /** Whether its condition, if it has one, is true. Asked once its turn has come. */
  boolean isWanted(Step step) {
    Optional<Condition> when = step.terms().when();
    return when.isEmpty() || when.get().holds(new Seen(ancestors(step)));
  }

  /** All that it needs, transitively. */
  Set<Step> ancestors(Step step) {
    Set<Step> all = new LinkedHashSet<>();
    Deque<Step> open = new ArrayDeque<>(List.of(step));
    while (!open.isEmpty()) {
      needs(open.pop()).filter(all::add).forEach(open::add);
    }
    return all;
  }

  private Fate fate(Step step) {
    return fates.getOrDefault(step.id(), Fate.OPEN);
  }

  private Stream<Step> needs(Step step) {
    return found(step.needs());
  }

  private static Set<StepId> named(Step step) {
    return step.terms().when().map(Condition::steps).orElse(Set.of());
  }

  private Stream<Step> found(Collection<StepId> ids) {
    return ids.stream().flatMap(id -> Optional.ofNullable(steps.get(id)).stream());
  }

  /** Each after all that it needs or names. */
  private List<Step> order(List<Step> all) {
    List<Step> ordered = new ArrayList<>();
    Set<StepId> placed = new HashSet<>();
    Deque<Step> open = new ArrayDeque<>();
    for (Step root : all) {
      open.push(root);
      while (!open.isEmpty()) {
        Step step = open.peek();
        Optional<Step> first =
            Stream.concat(needs(step), found(named(step)))
                .filter(n -> !placed.contains(n.id()))
                .findFirst();
        if (placed.contains(step.id())) {
          open.pop();
        } else if (first.isPresent()) {
          open.push(first.get());
        } else {
          placed.add(step.id());
          ordered.add(open.pop());
        }
      }
    }
    return ordered;
  }

  private void resolve(Step step) {
    Set<Step> nearest = new LinkedHashSet<>();
    needs(step)
        .forEach(
            n ->
                nearest.addAll(
                    fate(n).satisfies()
                        ? unsatisfied.getOrDefault(n.id(), List.of())
                        : List.of(n)));
    unsatisfied.put(step.id(), List.copyOf(nearest));
    Optional<Condition> when = step.terms().when().filter(w -> w.asks() || !w.names().isEmpty());
    List<Step> waits = when.map(w -> inTheWay(step, w)).orElseGet(() -> List.copyOf(nearest));
    blockers.put(step.id(), waits);
    boolean open = fate(step) == Fate.OPEN && !started.contains(step.id());
    if (open && waits.stream().anyMatch(b -> fate(b).isBad() || outOfReach.contains(b.id()))) {
      outOfReach.add(step.id());
    }
  }

  /** What keeps a step waiting whose condition asks how others ended. */
  private List<Step> inTheWay(Step step, Condition when) {
    Set<StepId> named = named(step);
    Set<Step> inTheWay = new LinkedHashSet<>();
    found(named)
        .filter(n -> fate(n) == Fate.OPEN)
        .filter(n -> !when.asks() || !outOfReach.contains(n.id()))
        .forEach(inTheWay::add);
    Set<StepId> seen = new HashSet<>();
    Deque<Step> open = new ArrayDeque<>(List.of(step));
    while (!open.isEmpty()) {
      for (Step need : needs(open.pop()).toList()) {
        if (seen.add(need.id())) {
          boolean passes =
              fate(need).satisfies()
                  || (fate(need).isBad() && (when.asks() || named.contains(need.id())))
                  // What holds it back is met further up, where it is looked at itself.
                  || outOfReach.contains(need.id());
          if (passes) {
            open.add(need);
          } else {
            inTheWay.add(need);
          }
        }
      }
    }
    return List.copyOf(inTheWay);
  }

  /** The course of things as one step's condition sees it. */
  private final class Seen implements Condition.Course {
    private final Set<Step> ancestors;

    Seen(Set<Step> ancestors) {
      this.ancestors = ancestors;
    }

    @Override
    public String outcome(StepId step) {
      return fates.getOrDefault(step, Fate.OPEN).word();
    }

    @Override
    public boolean anyFailed() {
      return ancestors.stream().anyMatch(a -> fate(a).isBad());
    }

    @Override
    public boolean anyCancelled() {
      return ancestors.stream().anyMatch(a -> fate(a) == Fate.CANCELLED);
    }

    @Override
    public boolean allDone() {
      return ancestors.stream().allMatch(a -> fate(a).satisfies());
    }
  }
}
