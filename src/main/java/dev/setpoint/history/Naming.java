package dev.setpoint.history;

import dev.setpoint.plan.BlockSeen;
import dev.setpoint.plan.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives the steps of each version the ids under which Setpoint went on with them. The text alone
 * does not tell whether a new heading is an old step renamed; the rows that Setpoint wrote below
 * that text do.
 */
final class Naming {
  private Naming() {}

  /** The same versions, their steps named by the first block that Setpoint wrote for them. */
  static List<Reading> settled(List<Reading> readings) {
    List<Reading> settled = new ArrayList<>();
    int first = 0;
    while (first < readings.size()) {
      int next = first + 1;
      while (next < readings.size() && !readings.get(next).edited()) {
        next++;
      }
      List<Reading> same = readings.subList(first, next);
      Map<String, StepId> rows =
          same.stream()
              .filter(r -> r.revision().isSetpoints() && !r.rows().isEmpty())
              .findFirst()
              .map(r -> byTitle(r.rows()))
              .orElse(Map.of());
      same.forEach(r -> settled.add(r.saying(r.text().map(t -> t.named(ids(t, rows))))));
      first = next;
    }
    return settled;
  }

  /** By the id that the text alone gave; only those that differ. */
  private static Map<StepId, StepId> ids(Reading.Text text, Map<String, StepId> rows) {
    Map<StepId, StepId> ids = new HashMap<>();
    Set<String> titles = new HashSet<>();
    for (Reading.Line step : text.steps()) {
      StepId row = rows.get(step.title());
      if (titles.add(step.title()) && row != null && !row.equals(step.id())) {
        ids.put(step.id(), row);
      }
    }
    return ids;
  }

  private static Map<String, StepId> byTitle(List<BlockSeen.Row> rows) {
    Map<String, StepId> ids = new HashMap<>();
    Set<String> twice = new HashSet<>();
    for (BlockSeen.Row row : rows) {
      if (!row.isDecided() || ids.put(row.title(), row.id()) != null) {
        twice.add(row.title());
      }
    }
    ids.keySet().removeAll(twice);
    return ids;
  }
}
