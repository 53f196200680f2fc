package dev.setpoint.preview;

import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an edit does to one step's text.
 *
 * @param title as it would be; as it was, for a step that goes
 * @param before the title as it was; empty for a new step
 * @param gained needs that the edit adds
 * @param lost needs that it takes away
 */
record StepEdit(
    StepId id, String title, String before, Set<Kind> kinds, Set<StepId> gained, Set<StepId> lost) {
  /** The ways in which a step is edited. */
  enum Kind {
    ADDED,
    REMOVED,
    RENAMED,
    FIELDS,
    TEXT,
    NEEDS,
    SKIPPED,
    WANTED_AGAIN
  }

  /**
   * One for each step that differs: first those of the new text in its order, then those that go.
   */
  static List<StepEdit> between(List<Step> before, List<Step> after) {
    Map<StepId, Step> old = new HashMap<>();
    before.forEach(s -> old.put(s.id(), s));
    List<StepEdit> edits = new ArrayList<>();
    for (Step step : after) {
      of(Optional.ofNullable(old.remove(step.id())), step).ifPresent(edits::add);
    }
    for (Step step : before) {
      if (old.containsKey(step.id())) {
        Set<Kind> gone = EnumSet.of(Kind.REMOVED);
        edits.add(new StepEdit(step.id(), step.title(), step.title(), gone, Set.of(), Set.of()));
      }
    }
    return List.copyOf(edits);
  }

  private static Optional<StepEdit> of(Optional<Step> before, Step step) {
    if (before.isEmpty()) {
      Set<StepId> needs = new LinkedHashSet<>(step.needs());
      Set<Kind> added = EnumSet.of(Kind.ADDED);
      return Optional.of(new StepEdit(step.id(), step.title(), "", added, needs, Set.of()));
    }
    Step old = before.get();
    Set<StepId> gained = without(step.needs(), old.needs());
    Set<StepId> lost = without(old.needs(), step.needs());
    EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
    note(kinds, Kind.RENAMED, !old.title().equals(step.title()));
    note(kinds, Kind.FIELDS, !old.fields().equals(step.fields()));
    note(kinds, Kind.TEXT, !old.text().equals(step.text()));
    note(kinds, Kind.NEEDS, !gained.isEmpty() || !lost.isEmpty());
    note(kinds, Kind.SKIPPED, old.skip().isEmpty() && step.skip().isPresent());
    note(kinds, Kind.WANTED_AGAIN, old.skip().isPresent() && step.skip().isEmpty());
    return kinds.isEmpty()
        ? Optional.empty()
        : Optional.of(new StepEdit(step.id(), step.title(), old.title(), kinds, gained, lost));
  }

  private static void note(Set<Kind> kinds, Kind kind, boolean is) {
    if (is) {
      kinds.add(kind);
    }
  }

  private static Set<StepId> without(Collection<StepId> all, Collection<StepId> others) {
    Set<StepId> rest = new LinkedHashSet<>(all);
    rest.removeAll(others);
    return rest;
  }

  boolean is(Kind kind) {
    return kinds.contains(kind);
  }
}
