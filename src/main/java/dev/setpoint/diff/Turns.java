package dev.setpoint.diff;

import dev.setpoint.plan.Condition;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
  private final Map<StepId, Turn> turns;

  /** One step's turn, as far as it has been worked out. */
  private static final class Turn {
    final Step step;
    final Fate fate;
    final boolean started;
    List<Turn> needs = List.of();
    // What it needs that is not satisfied; in the place of what is satisfied, what that waited for.
    List<Turn> unsatisfied = List.of();
    final List<Step> blockers = new ArrayList<>(1);
    boolean placed;
    boolean outOfReach;

    Turn(Step step, Fate fate, boolean started) {
      this.step = step;
      this.fate = fate;
      this.started = started;
    }
  }

  /**
   * Of one plan.
   *
   * @param fates of every step
   * @param started those that have an attempt which was not withdrawn
   */
  Turns(Plan plan, Function<StepId, Fate> fates, Predicate<StepId> started) {
    turns = LinkedHashMap.newLinkedHashMap(plan.steps().size());
    for (Step step : plan.steps()) {
      turns.put(step.id(), new Turn(step, fates.apply(step.id()), started.test(step.id())));
    }
    turns.values().forEach(t -> t.needs = found(t.step.needs()));
    order().forEach(this::resolve);
  }

  /** What its turn waits for, the nearest first; empty when it has come. */
  List<Step> blockers(Step step) {
    Turn turn = turns.get(step.id());
    return turn == null ? List.of() : Collections.unmodifiableList(turn.blockers);
  }

  /** Whether its condition, if it has one, is true. Asked once its turn has come. */
  boolean isWanted(Step step) {
    Optional<Condition> when = step.terms().when();
    return when.isEmpty() || when.get().holds(new Seen(ancestors(step)));
  }

  /** All that it needs, transitively. */
  Set<Step> ancestors(Step step) {
    Set<Step> all = new LinkedHashSet<>();
    Deque<Turn> open = new ArrayDeque<>(found(List.of(step.id())));
    while (!open.isEmpty()) {
      for (Turn need : open.pop().needs) {
        if (all.add(need.step)) {
          open.add(need);
        }
      }
    }
    return all;
  }

  private static Set<StepId> named(Step step) {
    return step.terms().when().map(Condition::steps).orElse(Set.of());
  }

  private List<Turn> found(Collection<StepId> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<Turn> found = new ArrayList<>(ids.size());
    for (StepId id : ids) {
      Turn turn = turns.get(id);
      if (turn != null) {
        found.add(turn);
      }
    }
    return found;
  }

  /** Each after all that it needs or names. */
  private List<Turn> order() {
    List<Turn> ordered = new ArrayList<>(turns.size());
    Deque<Turn> open = new ArrayDeque<>();
    for (Turn root : turns.values()) {
      open.push(root);
      while (!open.isEmpty()) {
        Turn turn = open.peek();
        Turn first = turn.placed ? null : before(turn);
        if (first != null) {
          open.push(first);
        } else {
          open.pop();
          if (!turn.placed) {
            turn.placed = true;
            ordered.add(turn);
          }
        }
      }
    }
    return ordered;
  }

  /** One that has to be placed before it. */
  private @Nullable Turn before(Turn turn) {
    for (Turn need : turn.needs) {
      if (!need.placed) {
        return need;
      }
    }
    for (Turn named : found(named(turn.step))) {
      if (!named.placed) {
        return named;
      }
    }
    return null;
  }

  private void resolve(Turn turn) {
    turn.unsatisfied = unsatisfied(turn.needs);
    List<Turn> blockers =
        turn.step
            .terms()
            .when()
            .filter(w -> w.asks() || !w.names().isEmpty())
            .map(w -> inTheWay(turn, w))
            .orElse(turn.unsatisfied);
    for (Turn blocker : blockers) {
      turn.blockers.add(blocker.step);
      boolean stuck = blocker.fate.isBad() || blocker.outOfReach;
      turn.outOfReach |= stuck && turn.fate == Fate.OPEN && !turn.started;
    }
  }

  private static List<Turn> unsatisfied(List<Turn> needs) {
    if (needs.isEmpty()) {
      return List.of();
    }
    if (needs.size() == 1) {
      return unsatisfied(needs.getFirst());
    }
    Set<Turn> nearest = new LinkedHashSet<>();
    needs.forEach(n -> nearest.addAll(unsatisfied(n)));
    return List.copyOf(nearest);
  }

  private static List<Turn> unsatisfied(Turn need) {
    return need.fate.satisfies() ? need.unsatisfied : List.of(need);
  }

  /** What keeps a step waiting whose condition asks how others ended. */
  private List<Turn> inTheWay(Turn of, Condition when) {
    Set<StepId> named = named(of.step);
    Set<Turn> inTheWay = new LinkedHashSet<>();
    for (Turn turn : found(named)) {
      if (turn.fate == Fate.OPEN && !(when.asks() && turn.outOfReach)) {
        inTheWay.add(turn);
      }
    }
    Set<StepId> seen = new HashSet<>();
    Deque<Turn> open = new ArrayDeque<>(List.of(of));
    while (!open.isEmpty()) {
      for (Turn need : open.pop().needs) {
        if (seen.add(need.step.id())) {
          boolean passes =
              need.fate.satisfies()
                  || (need.fate.isBad() && (when.asks() || named.contains(need.step.id())))
                  // What holds it back is met further up, where it is looked at itself.
                  || need.outOfReach;
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
    private final List<Turn> ancestors;

    Seen(Set<Step> ancestors) {
      this.ancestors = found(ancestors.stream().map(Step::id).toList());
    }

    @Override
    public String outcome(StepId step) {
      Turn turn = turns.get(step);
      return turn == null ? Fate.OPEN.word() : turn.fate.word();
    }

    @Override
    public boolean anyFailed() {
      return ancestors.stream().anyMatch(a -> a.fate.isBad());
    }

    @Override
    public boolean anyCancelled() {
      return ancestors.stream().anyMatch(a -> a.fate == Fate.CANCELLED);
    }

    @Override
    public boolean allDone() {
      return ancestors.stream().allMatch(a -> a.fate.satisfies());
    }
  }
}
