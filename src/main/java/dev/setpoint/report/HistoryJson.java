package dev.setpoint.report;

import dev.setpoint.history.Event;
import dev.setpoint.history.History;
import dev.setpoint.history.Revision;
import dev.setpoint.history.Spell;
import dev.setpoint.history.StepStory;
import dev.setpoint.plan.PlanPath;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** A plan's past for programs; times in UTC, durations in seconds. */
public final class HistoryJson {
  private HistoryJson() {}

  /** One document. */
  public static String of(History history) {
    return Json.document(json -> write(json, history));
  }

  /** The same with at most so many events, the newest; says how many there are before them. */
  public static String of(History history, int most) {
    int before = Math.max(0, history.events().size() - most);
    return Json.document(json -> write(json, history, before));
  }

  /** The same keys within another document. */
  public static void write(Json json, History history) throws IOException {
    write(json, history, 0);
  }

  private static void write(Json json, History history, int before) throws IOException {
    json.put("plan", history.plan().value())
        .put("path", history.path().value())
        .put("title", history.title())
        .put("status", history.lifecycle().word())
        .put("removed", history.gone())
        .put("from", history.from().toString())
        .put("until", history.until().toString())
        .put("commits", history.commits())
        .put("shallow", history.cut())
        .put("claims", history.claims())
        .put("earlierEvents", before)
        .list(
            "events", history.events().subList(before, history.events().size()), HistoryJson::event)
        .list("steps", history.steps(), HistoryJson::step);
  }

  private static void event(Json json, Event event) throws IOException {
    json.put("at", event.at().toString()).put("commit", event.commit().hex());
    switch (event) {
      case Event.Edited e ->
          json.put("kind", e.kind().word())
              .put("step", e.step().map(s -> s.value()))
              .put("words", e.words())
              .put("subject", e.revision().subject());
      case Event.Transition t ->
          json.put("kind", "transition")
              .put("step", t.step().value())
              .put("title", t.title())
              .put("before", t.before().map(b -> b.word()))
              .put("after", t.after().word())
              .put("words", t.words())
              .put("job", t.job())
              .put("exact", t.exact())
              .put("lastedSeconds", t.lasted().toSeconds());
    }
    json.object(
        "cause",
        c ->
            c.put("kind", event.cause().kind().word())
                .put("words", event.cause().words())
                .put("who", event.cause().who()));
  }

  private static void step(Json json, StepStory step) throws IOException {
    json.put("id", step.id().value())
        .put("title", step.title())
        .put("status", step.status().word())
        .put("words", step.words())
        .put("removed", step.gone())
        .put("waitedSeconds", step.waited().toSeconds())
        .put("workedSeconds", step.worked().toSeconds())
        .list("spells", step.spells(), HistoryJson::spell);
  }

  private static void spell(Json json, Spell spell) throws IOException {
    json.put("status", spell.status().word())
        .put("from", spell.from().toString())
        .put("to", spell.to().toString())
        .put("open", spell.open());
  }

  /**
   * The plan as it was.
   *
   * @param asked the moment that was asked about
   * @param revision what the branch held then
   */
  public static String at(Instant asked, Revision revision, String text) {
    return Json.document(
        json ->
            json.put("at", asked.toString())
                .put("commit", revision.commit().hex())
                .put("committed", revision.at().toString())
                .put("by", revision.who())
                .put("path", revision.path().map(PlanPath::value))
                .put("text", Optional.of(text)));
  }
}
