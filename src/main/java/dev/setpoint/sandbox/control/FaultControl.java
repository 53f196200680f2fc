package dev.setpoint.sandbox.control;

import static dev.setpoint.sandbox.control.Control.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.rest.Json;
import dev.setpoint.sandbox.web.Fault;
import dev.setpoint.sandbox.web.Front;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.web.RequestLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Arms faults, tells where a client was stopped, and shows what was asked for. */
final class FaultControl {
  private final Front front;

  FaultControl(Front front) {
    this.front = front;
  }

  List<Control.Operation> operations() {
    return List.of(
        operation(
            "POST",
            "/faults",
            "one fault or a list of them, in place of the earlier ones: see below",
            this::arm),
        operation(
            "GET", "/faults", "how many are left, and where clients were stopped", ask -> shown()),
        operation("DELETE", "/faults", "no faults any more", this::clear),
        operation(
            "GET",
            "/faults/stopped",
            "waits until a client was stopped: `?wait=10s`",
            this::stopped),
        operation(
            "GET", "/requests", "what was asked for, counted and one by one", ask -> requests()),
        operation("POST", "/requests/reset", "counting begins anew", this::resetRequests));
  }

  /** One rule or a list of rules; they replace the earlier ones. */
  private Reply arm(Ask ask) {
    front.faults().clear();
    if (ask.body().isArray()) {
      ask.body().forEach(rule -> front.faults().add(fault(ask, rule)));
    } else if (ask.body().has("mode")) {
      front.faults().add(fault(ask, ask.body()));
    }
    return shown();
  }

  private Reply clear(Ask ask) {
    front.faults().clear();
    return shown();
  }

  private Reply shown() {
    ObjectNode json = Json.object().put("left", front.faults().left());
    json.set("stopped", Json.strings(front.faults().stopped()));
    return Reply.json(200, json);
  }

  /** Waits ({@code ?wait=10s}) until a client was stopped. */
  private Reply stopped(Ask ask) {
    String wait = ask.request().parameters().getOrDefault("wait", "0s");
    try {
      front.faults().awaitStop(Ask.duration(wait));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return shown();
  }

  /** Besides the fields of {@link Fault}: {@code "push":{…}} is what somebody pushes meanwhile. */
  private static Fault fault(Ask ask, JsonNode rule) {
    JsonNode body = rule.get("body");
    Map<String, String> headers = new LinkedHashMap<>();
    rule.path("headers").properties().forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
    String mode = Json.text(rule, "mode", "reply").toUpperCase(Locale.ROOT).replace('-', '_');
    Fault.Mode how = Fault.Mode.valueOf(mode);
    JsonNode push = rule.path("push");
    Ask other = new Ask(ask.request(), push, "", ask.repo(), ask.world());
    return new Fault(
        Json.text(rule, "method", ""),
        Pattern.compile(Json.text(rule, "path", "")),
        rule.path("skip").asInt(0),
        rule.path("times").asInt(1),
        how,
        rule.path("status").asInt(502),
        headers,
        body == null
            ? "{\"message\":\"Server Error\"}"
            : body.isTextual() ? body.asText() : body.toString(),
        rule.path("ms").asLong(Fault.patience(how)),
        () -> GitControl.push(other));
  }

  private Reply requests() {
    RequestLog log = front.log();
    ObjectNode json =
        Json.object()
            .put("api", log.api())
            .put("apiWrites", log.writes())
            .put("git", log.git())
            .put("gitFetches", log.gitFetches())
            .put("gitPushes", log.gitPushes());
    ObjectNode paths = json.putObject("byPath");
    log.byPath().forEach(paths::put);
    json.set(
        "log",
        Json.array(
            log.entries(),
            e ->
                Json.object()
                    .put("at", e.at().toString())
                    .put("kind", e.kind().name().toLowerCase(Locale.ROOT))
                    .put("method", e.method())
                    .put("target", e.target())
                    .put("status", e.status())
                    .put("fault", e.fault())
                    .put("agent", e.agent())));
    return Reply.json(200, json);
  }

  private Reply resetRequests(Ask ask) {
    front.log().reset();
    return Reply.json(200, Json.object());
  }
}
