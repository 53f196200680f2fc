package dev.setpoint.history;

import dev.setpoint.plan.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which step of one text is which of the next: that of the same id; else that of the same title;
 * else the one whose fields and text are exactly the same, where there is one such on either side.
 */
final class SameSteps {
  private final Map<StepId, Reading.Line> before = new HashMap<>();
  private final Map<StepId, Reading.Line> gone = new LinkedHashMap<>();
  private final List<Reading.Line> came = new ArrayList<>();
  private final Map<StepId, StepId> ids = new HashMap<>();

  private SameSteps() {}

  static SameSteps of(Reading.Text old, Reading.Text now) {
    SameSteps same = new SameSteps();
    old.steps().forEach(s -> same.gone.put(s.id(), s));
    same.came.addAll(now.steps());
    same.match(Reading.Line::id);
    same.match(Reading.Line::title);
    same.match(Reading.Line::content);
    return same;
  }

  private <K> void match(Function<Reading.Line, K> key) {
    Map<K, List<Reading.Line>> left = new HashMap<>();
    gone.values().forEach(s -> left.computeIfAbsent(key.apply(s), k -> new ArrayList<>()).add(s));
    Map<K, List<Reading.Line>> right = new HashMap<>();
    came.forEach(s -> right.computeIfAbsent(key.apply(s), k -> new ArrayList<>()).add(s));
    right.forEach(
        (k, news) -> {
          List<Reading.Line> olds = left.getOrDefault(k, List.of());
          if (news.size() == 1 && olds.size() == 1) {
            Reading.Line was = olds.getFirst();
            before.put(news.getFirst().id(), was);
            ids.put(was.id(), news.getFirst().id());
            gone.remove(was.id());
          }
        });
    came.removeIf(s -> before.containsKey(s.id()));
  }

  /** What a step of the later text was before; empty for a new one. */
  Optional<Reading.Line> before(Reading.Line step) {
    return Optional.ofNullable(before.get(step.id()));
  }

  /** The steps of the earlier text that the later one has no more, in their order. */
  List<Reading.Line> gone() {
    return List.copyOf(gone.values());
  }

  /** What a step of the earlier text needed, by the ids of the later one. */
  Set<StepId> needs(Reading.Line was) {
    Set<StepId> needs = new LinkedHashSet<>();
    was.needs().forEach(n -> needs.add(ids.getOrDefault(n, n)));
    return needs;
  }
}
