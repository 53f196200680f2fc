package dev.setpoint.edge.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.edge.server.app.Pasts;
import dev.setpoint.edge.server.queue.Entry;
import dev.setpoint.edge.server.queue.Ledger;
import dev.setpoint.plan.PlanPath;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The data behind the pages, {@code /api/v1/…}; {@code docs/server.md} describes it. */
final class PageData {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Ledger ledger;
  private final Pasts pasts;
  private final InstantSource clock;
  private final String web;

  PageData(Ledger ledger, Pasts pasts, InstantSource clock, String web) {
    this.ledger = ledger;
    this.pasts = pasts;
    this.clock = clock;
    this.web = web;
  }

  void me(Context context, Visitor visitor) {
    Answers.json(context, 200, document().put("login", visitor.login()));
  }

  void repositories(Context context, Visitor visitor) throws SQLException {
    List<Entry> seen = ledger.reports().stream().filter(e -> visitor.sees(e.name())).toList();
    ObjectNode document = document();
    document.put("now", clock.instant().toString());
    ObjectNode queue = document.putObject("queue");
    queue.put("waiting", seen.stream().filter(Entry::waiting).count());
    queue.put("running", seen.stream().filter(Entry::running).count());
    ArrayNode all = document.putArray("repositories");
    seen.forEach(e -> all.add(summary(e)));
    Answers.json(context, 200, document);
  }

  void repository(Context context, Visitor visitor) throws SQLException {
    Optional<Entry> entry = seen(context, visitor);
    if (entry.isPresent()) {
      ObjectNode document = document();
      document.put("now", clock.instant().toString());
      document.setAll(summary(entry.get()));
      document.set("report", report(entry.get()));
      Answers.json(context, 200, document);
    }
  }

  /** One plan's past, of those that the latest pass read: no other file can be asked about. */
  void history(Context context, Visitor visitor) throws SQLException {
    Optional<Entry> entry = seen(context, visitor);
    if (entry.isEmpty()) {
      return;
    }
    String id = String.valueOf(context.queryParam("plan"));
    for (JsonNode plan : report(entry.get()).path("plans")) {
      if (plan.path("id").asText().equals(id)) {
        answer(context, pasts.of(entry.get(), new PlanPath(plan.path("path").asText())));
        return;
      }
    }
    Answers.message(context, 404, "the latest pass read no such plan: name its id in ?plan=");
  }

  private static void answer(Context context, Pasts.Answer answer) {
    switch (answer) {
      case Pasts.Told told -> Answers.text(context, 200, told.json());
      case Pasts.Failed failed -> Answers.message(context, 502, failed.why());
      case Pasts.StillReading still -> {
        context.header("Retry-After", "2");
        Answers.message(context, 503, "the repository's history is still being read; ask again");
      }
    }
  }

  /** The repository that the path names; where there is none for this visitor, that is answered. */
  private Optional<Entry> seen(Context context, Visitor visitor) throws SQLException {
    String name = context.pathParam("owner") + "/" + context.pathParam("name");
    Optional<Entry> entry =
        ledger
            .one(name)
            .filter(e -> !e.name().equals(Ledger.DISCOVERY))
            .filter(e -> visitor.sees(e.name()));
    if (entry.isEmpty()) {
      Answers.message(context, 404, "there is no such repository, or not for you");
    }
    return entry;
  }

  private static ObjectNode document() {
    return Answers.object().put("schemaVersion", 1);
  }

  private ObjectNode summary(Entry e) {
    ObjectNode json = Answers.object();
    json.put("name", e.fullName());
    json.put("url", web + "/" + e.fullName());
    json.put("state", e.running() ? "running" : e.waiting() ? "waiting" : "idle");
    put(json, "wokenAt", e.wantedSince());
    put(json, "startedAt", e.started());
    put(json, "endedAt", e.ended());
    put(json, "nextAt", e.next());
    json.put("outcome", e.outcome());
    json.put("failure", e.failure());
    json.put("failures", e.failures());
    json.put("requests", e.requests());
    json.put("changed", e.changed());
    JsonNode report = report(e);
    json.put("problems", report.path("problems").size());
    ArrayNode plans = json.putArray("plans");
    report.path("plans").forEach(p -> plans.add(plan(p)));
    return json;
  }

  private static ObjectNode plan(JsonNode plan) {
    ObjectNode json = Answers.object();
    for (String field : List.of("id", "path", "title", "status", "done")) {
      json.set(field, plan.path(field));
    }
    ObjectNode steps = json.putObject("steps");
    steps.put("total", plan.path("steps").size());
    for (JsonNode step : plan.path("steps")) {
      String status = step.path("status").asText("");
      steps.put(status, steps.path(status).asInt(0) + 1);
    }
    return json;
  }

  /** The latest pass's own report; null before the first. */
  private static JsonNode report(Entry e) {
    try {
      return e.report().isEmpty() ? JSON.nullNode() : JSON.readTree(e.report());
    } catch (JsonProcessingException x) {
      return JSON.nullNode();
    }
  }

  private static void put(ObjectNode json, String field, Optional<Instant> time) {
    if (time.isPresent()) {
      json.put(field, time.get().toString());
    } else {
      json.putNull(field);
    }
  }
}
