package dev.setpoint.history;

import dev.setpoint.history.Event.Edited;
import dev.setpoint.history.Event.Kind;
import dev.setpoint.plan.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a person's commit did to a plan's text. */
final class TextChanges {
  private final Reading before;
  private final Reading after;
  private final Instant at;
  private final List<Edited> edits = new ArrayList<>();

  private TextChanges(Reading before, Reading after, Instant at) {
    this.before = before;
    this.after = after;
    this.at = at;
  }

  /** The first version of a file. */
  static Edited first(Reading reading, Instant at, boolean cut) {
    String state = reading.text().map(t -> ", " + t.lifecycle().word()).orElse("");
    Cause cause =
        cut
            ? Cause.of(Cause.Kind.UNKNOWN, "this clone is shallow: what came before is not in it")
            : Cause.by(reading.revision().who(), "added");
    String words = cut ? "the history of this clone begins" : "plan added" + state;
    return new Edited(at, reading.revision(), Kind.ADDED, Optional.empty(), words, cause);
  }

  /** In the text's order; empty when only the block differs. */
  static List<Edited> between(Reading before, Reading after, Instant at) {
    TextChanges changes = new TextChanges(before, after, at);
    changes.collect();
    return changes.edits;
  }

  private void collect() {
    Revision revision = after.revision();
    if (before.text().isPresent() && after.text().isEmpty()) {
      add(Kind.REMOVED, Optional.empty(), "plan removed", "removed");
      return;
    }
    if (before.text().isEmpty()) {
      after
          .text()
          .ifPresent(t -> add(Kind.RESTORED, Optional.empty(), "plan put back", "put back"));
      return;
    }
    revision
        .from()
        .filter(f -> revision.path().isPresent())
        .ifPresent(
            f ->
                add(
                    Kind.MOVED,
                    Optional.empty(),
                    "moved from %s to %s".formatted(f, revision.path().get()),
                    "moved"));
    if (after.edited() && after.text().isPresent()) {
      texts(before.text().get(), after.text().get());
    }
  }

  private void texts(Reading.Text old, Reading.Text now) {
    int known = edits.size();
    if (old.lifecycle() != now.lifecycle()) {
      String words = "%s → %s".formatted(old.lifecycle().word(), now.lifecycle().word());
      add(Kind.STATUS, Optional.empty(), words, now.lifecycle().word());
    }
    if (!old.title().equals(now.title())) {
      add(Kind.TITLE, Optional.empty(), "titled `" + now.title() + "`", "titled");
    }
    SameSteps same = SameSteps.of(old, now);
    for (Reading.Line step : now.steps()) {
      same.before(step)
          .ifPresentOrElse(
              was -> step(was, step, now, same),
              () -> add(Kind.STEP_ADDED, step, "step added: " + step.title(), "added"));
    }
    for (Reading.Line step : same.gone()) {
      add(Kind.STEP_REMOVED, step, "step removed: " + step.title(), "removed");
    }
    order(old, now, same);
    // With its first block Setpoint adds a blank line around it.
    if (edits.size() == known && !after.revision().isSetpoints()) {
      add(Kind.TEXT, Optional.empty(), "text edited, no step changed", "edited");
    }
  }

  private void step(Reading.Line was, Reading.Line now, Reading.Text all, SameSteps same) {
    if (!was.title().equals(now.title())) {
      add(
          Kind.STEP_RENAMED,
          now,
          "step renamed: %s → %s".formatted(was.title(), now.title()),
          "renamed");
    }
    if (!was.skip().equals(now.skip())) {
      String words = now.skip().map(r -> "to be skipped: " + r).orElse("no longer to be skipped");
      add(Kind.STEP_EDITED, now, now.title() + ": " + words, "written");
    }
    List<String> parts = new ArrayList<>();
    Optional<Reading.Line> other = exchanged(was, now, all, same);
    boolean fields = other.isEmpty() && !was.fields().equals(now.fields());
    if (fields || !was.terms().equals(now.terms())) {
      parts.add("fields");
    }
    if (needsEdited(was, now, same)) {
      parts.add("needs");
    }
    if (other.isEmpty() && !was.text().equals(now.text())) {
      parts.add("text");
    }
    other.ifPresent(
        o ->
            add(
                Kind.STEP_EDITED,
                now,
                "%s: says now what %s said".formatted(now.title(), o.title()),
                "swapped"));
    if (!parts.isEmpty()) {
      String words = "%s: %s edited".formatted(now.title(), String.join(" and ", parts));
      add(Kind.STEP_EDITED, now, words, "edited");
    }
  }

  /** The step, as it was, with which this one has exchanged its fields and text. */
  private static Optional<Reading.Line> exchanged(
      Reading.Line was, Reading.Line now, Reading.Text all, SameSteps same) {
    if (was.content().equals(now.content())) {
      return Optional.empty();
    }
    return all.steps().stream()
        .filter(s -> s.content().equals(was.content()))
        .flatMap(s -> same.before(s).stream())
        .filter(o -> o.content().equals(now.content()))
        .findFirst();
  }

  // Where a step needs the one before it, another order or a step between them is no edit of it.
  private static boolean needsEdited(Reading.Line was, Reading.Line now, SameSteps same) {
    boolean byPlace = was.needing() == now.needing() && now.needing() != Reading.Needing.BY_NAME;
    return !byPlace && !same.needs(was).equals(Set.copyOf(now.needs()));
  }

  private void order(Reading.Text old, Reading.Text now, SameSteps same) {
    List<Reading.Line> kept = now.steps().stream().filter(s -> same.before(s).isPresent()).toList();
    List<Integer> places =
        kept.stream().map(s -> old.steps().indexOf(same.before(s).orElseThrow())).toList();
    if (isRising(places)) {
      return;
    }
    for (int i = 0; i < kept.size(); i++) {
      if (isRising(without(places, i))) {
        String where = i == 0 ? "to the front" : "to after " + kept.get(i - 1).title();
        String words = "step moved: %s, %s".formatted(kept.get(i).title(), where);
        add(Kind.STEPS_REORDERED, kept.get(i), words, "moved");
        return;
      }
    }
    add(Kind.STEPS_REORDERED, Optional.empty(), "steps put in another order", "moved");
  }

  private static List<Integer> without(List<Integer> numbers, int place) {
    List<Integer> others = new ArrayList<>(numbers.subList(0, place));
    others.addAll(numbers.subList(place + 1, numbers.size()));
    return others;
  }

  private static boolean isRising(List<Integer> numbers) {
    for (int i = 1; i < numbers.size(); i++) {
      if (numbers.get(i) < numbers.get(i - 1)) {
        return false;
      }
    }
    return true;
  }

  private void add(Kind kind, Reading.Line step, String words, String verb) {
    add(kind, Optional.of(step.id()), words, verb);
  }

  private void add(Kind kind, Optional<StepId> step, String words, String verb) {
    edits.add(
        new Edited(
            at, after.revision(), kind, step, words, Cause.by(after.revision().who(), verb)));
  }
}
