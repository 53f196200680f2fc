package dev.setpoint.history;

import dev.setpoint.history.Event.Edited;
import dev.setpoint.history.Event.Transition;
import dev.setpoint.plan.BlockSeen;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.StepId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plan's past: everything that happened to it, with who or what caused it, and how long each step
 * waited and worked.
 *
 * @param plan the id it goes by
 * @param title its last one
 * @param path where it stands now, or stood last
 * @param gone whether the file is no longer there
 * @param lifecycle what its front matter says now, or said last
 * @param from when it begins
 * @param until when what is known ends: the last commit, or the moment that was asked about
 * @param commits how many changed it
 * @param cut the clone is shallow: what came before is not in it
 * @param claims whether claims helped: without them, times are those of Setpoint's commits
 * @param events oldest first
 * @param steps in the order of the last block, those that are gone at the end
 */
public record History(
    PlanId plan,
    String title,
    PlanPath path,
    boolean gone,
    Lifecycle lifecycle,
    Instant from,
    Instant until,
    int commits,
    boolean cut,
    boolean claims,
    List<Event> events,
    List<StepStory> steps) {

  /**
   * Derives it.
   *
   * @param now the end of what is still open
   * @return empty where no revision is known
   * @throws IOException when the clone lacks a file's content
   */
  public static Optional<History> of(Past past, Instant now) throws IOException {
    List<Reading> readings = Readings.of(past);
    if (readings.isEmpty()) {
      return Optional.empty();
    }
    List<Edited> edits = new ArrayList<>();
    List<Transition> moves = new ArrayList<>();
    List<Edited> since = new ArrayList<>();
    Instant clock = Instant.MIN;
    Map<StepId, BlockSeen.Row> rows = new LinkedHashMap<>();
    for (int i = 0; i < readings.size(); i++) {
      Reading reading = readings.get(i);
      // A committer's clock that is slow must not turn time back.
      clock = later(clock, reading.revision().at());
      List<Edited> made =
          i == 0
              ? List.of(TextChanges.first(reading, clock, past.cut()))
              : TextChanges.between(readings.get(i - 1), reading, clock);
      edits.addAll(made);
      since.addAll(made);
      if (reading.text().isPresent()) {
        moves.addAll(Transitions.between(rows, reading, since, clock));
        note(rows, reading);
      }
      if (reading.revision().isSetpoints()) {
        since.clear();
      }
    }
    return Optional.of(told(past, readings, edits, moves, later(now, clock)));
  }

  // A block that somebody deletes comes back: its rows are remembered until their step is gone.
  private static void note(Map<StepId, BlockSeen.Row> rows, Reading reading) {
    Set<StepId> shown = new HashSet<>();
    for (BlockSeen.Row row : reading.rows()) {
      rows.put(row.id(), row);
      shown.add(row.id());
    }
    reading.text().ifPresent(t -> t.steps().forEach(s -> shown.add(s.id())));
    rows.keySet().retainAll(shown);
  }

  private static History told(
      Past past, List<Reading> readings, List<Edited> edits, List<Transition> moves, Instant now)
      throws IOException {
    Reading last =
        readings.reversed().stream()
            .filter(r -> r.text().isPresent())
            .findFirst()
            .orElse(readings.getLast());
    PlanPath path = last.revision().path().orElse(past.asked());
    PlanId plan = last.text().map(Reading.Text::plan).orElse(PlanId.of(path));
    List<Transition> exact = ExactTransitions.of(past.memory().of(plan), moves);
    List<Event> events = new ArrayList<>(edits);
    events.addAll(exact);
    events.sort(Comparator.comparing(Event::at));
    boolean gone = readings.getLast().text().isEmpty();
    return new History(
        plan,
        last.text().map(Reading.Text::title).orElse(plan.value()),
        path,
        gone,
        last.text().map(Reading.Text::lifecycle).orElse(Lifecycle.DRAFT),
        events.getFirst().at(),
        now,
        readings.size(),
        past.cut(),
        past.memory().any(),
        List.copyOf(events),
        Stories.of(last.rows(), exact, edits, now));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
