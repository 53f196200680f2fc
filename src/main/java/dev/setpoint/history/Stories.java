package dev.setpoint.history;

import dev.setpoint.history.Event.Edited;
import dev.setpoint.history.Event.Transition;
import dev.setpoint.plan.BlockSeen;
import dev.setpoint.plan.StepId;
import dev.setpoint.plan.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts each step's time into spells, at its transitions. */
final class Stories {
  private Stories() {}

  /**
   * One story for each step that ever had a row.
   *
   * @param rows the last block: its order comes first
   */
  static List<StepStory> of(
      List<BlockSeen.Row> rows, List<Transition> moves, List<Edited> edits, Instant now) {
    Map<StepId, List<Transition>> byStep = new LinkedHashMap<>();
    moves.forEach(m -> byStep.computeIfAbsent(m.step(), s -> new ArrayList<>()).add(m));
    Map<StepId, BlockSeen.Row> last = new HashMap<>();
    rows.forEach(r -> last.put(r.id(), r));
    Map<StepId, Instant> removed = new HashMap<>();
    edits.stream()
        .filter(e -> e.kind() == Event.Kind.STEP_REMOVED)
        .forEach(e -> e.step().ifPresent(s -> removed.put(s, e.at())));
    Set<StepId> order = new LinkedHashSet<>();
    rows.forEach(r -> order.add(r.id()));
    order.addAll(byStep.keySet());
    List<StepStory> stories = new ArrayList<>();
    for (StepId step : order) {
      List<Transition> own = byStep.getOrDefault(step, List.of());
      if (!own.isEmpty()) {
        boolean gone = !last.containsKey(step);
        stories.add(story(own, gone, gone ? removed.getOrDefault(step, now) : now, last.get(step)));
      }
    }
    return List.copyOf(stories);
  }

  private static StepStory story(
      List<Transition> moves, boolean gone, Instant end, BlockSeen.@Nullable Row row) {
    List<Spell> spells = new ArrayList<>();
    for (int i = 0; i < moves.size(); i++) {
      boolean last = i == moves.size() - 1;
      Instant from = moves.get(i).at();
      Instant until = last ? end : moves.get(i + 1).at();
      StepStatus status = moves.get(i).after();
      boolean open = last && !gone && !status.satisfies();
      spells.add(new Spell(status, from, until.isBefore(from) ? from : until, open));
    }
    Transition last = moves.getLast();
    return new StepStory(
        last.step(),
        row == null ? last.title() : row.title(),
        last.after(),
        row == null ? last.words() : row.status(),
        gone,
        List.copyOf(spells));
  }
}
