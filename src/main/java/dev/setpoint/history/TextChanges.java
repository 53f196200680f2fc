package dev.setpoint.history;

import dev.setpoint.history.Event.Edited;
import dev.setpoint.history.Event.Kind;
import dev.setpoint.plan.StepId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a person's commit did to a plan's text. */
final class Edits {
  private final Reading before;
  private final Reading after;
  private final Instant at;
  private final List<Edited> edits = new ArrayList<>();

  private Edits(Reading before, Reading after, Instant at) {
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
    Edits edits = new Edits(before, after, at);
    edits.collect();
    return edits.edits;
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
    Map<StepId, Reading.Line> gone = new HashMap<>();
    old.steps().forEach(s -> gone.put(s.id(), s));
    Map<String, Reading.Line> alike = new HashMap<>();
    for (Reading.Line step : now.steps()) {
      gone.remove(step.id());
    }
    gone.values().forEach(s -> alike.put(likeness(s), s));
    for (Reading.Line step : now.steps()) {
      Reading.Line was = old.step(step.id()).orElse(null);
      Reading.Line renamed = was == null ? alike.get(likeness(step)) : null;
      if (renamed != null && gone.remove(renamed.id(), renamed)) {
        renamed(renamed, step);
      } else if (was == null) {
        add(Kind.STEP_ADDED, Optional.of(step.id()), "step added: " + step.title(), "added");
      } else {
        step(was, step);
      }
    }
    for (Reading.Line step : old.steps()) {
      if (gone.containsKey(step.id())) {
        add(Kind.STEP_REMOVED, Optional.of(step.id()), "step removed: " + step.title(), "removed");
      }
    }
    // With its first block Setpoint adds a blank line around it.
    if (edits.size() == known && !after.revision().isSetpoints()) {
      boolean moved =
          !old.steps().stream()
              .map(Reading.Line::id)
              .toList()
              .equals(now.steps().stream().map(Reading.Line::id).toList());
      add(
          moved ? Kind.STEPS_REORDERED : Kind.TEXT,
          Optional.empty(),
          moved ? "steps put in another order" : "text edited, no step changed",
          "edited");
    }
  }

  private void step(Reading.Line was, Reading.Line now) {
    if (!was.title().equals(now.title())) {
      renamed(was, now);
    }
    if (!was.skip().equals(now.skip())) {
      String words = now.skip().map(r -> "to be skipped: " + r).orElse("no longer to be skipped");
      add(Kind.STEP_EDITED, Optional.of(now.id()), words, "written");
    }
    List<String> parts = new ArrayList<>();
    if (!was.fields().equals(now.fields()) && was.skip().equals(now.skip())) {
      parts.add("fields");
    }
    if (!was.needs().equals(now.needs())) {
      parts.add("needs");
    }
    if (!was.text().equals(now.text())) {
      parts.add("text");
    }
    if (!parts.isEmpty()) {
      String words = "%s: %s edited".formatted(now.title(), String.join(" and ", parts));
      add(Kind.STEP_EDITED, Optional.of(now.id()), words, "edited");
    }
  }

  private void renamed(Reading.Line was, Reading.Line now) {
    String words = "step renamed: %s → %s".formatted(was.title(), now.title());
    add(Kind.STEP_RENAMED, Optional.of(now.id()), words, "renamed");
  }

  // A rename changes the title and, with it, the id: what is left must be the same.
  private static String likeness(Reading.Line step) {
    return step.fields() + " " + step.text();
  }

  private void add(Kind kind, Optional<StepId> step, String words, String verb) {
    edits.add(
        new Edited(
            at, after.revision(), kind, step, words, Cause.by(after.revision().who(), verb)));
  }
}
