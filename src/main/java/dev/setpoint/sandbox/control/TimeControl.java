package dev.setpoint.sandbox.control;

import static dev.setpoint.sandbox.control.Control.operation;

import dev.setpoint.sandbox.rest.Json;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.SandboxClock;
import dev.setpoint.sandbox.world.Token;
import dev.setpoint.sandbox.world.World;
import java.time.Instant;
import java.util.List;

/** Moves the clock, lets lists lag, and sets what is left of the rate limits. */
final class TimeControl {
  private final World world;

  TimeControl(World world) {
    this.world = world;
  }

  List<Control.Operation> operations() {
    return List.of(
        operation("GET", "/clock", "what time it is", ask -> shown()),
        operation(
            "POST",
            "/clock",
            "time moves: `advance` (20m), `now` (an instant), `frozen`",
            this::move),
        operation(
            "POST", "/lag", "lists and searches are old by so much: `lists` (60s)", this::lag),
        operation(
            "POST",
            "/rate",
            "what a token may still ask: `token`, `remaining`; `reset`; for all:"
                + " `creationsPerMinute`, `creationsPerHour`",
            this::rate));
  }

  /** {@code {"advance":"20m"}}, {@code {"now":"2026-03-01T09:00:00Z"}}, {@code {"frozen":true}}. */
  private Reply move(Ask ask) {
    SandboxClock clock = world.clock();
    if (ask.body().has("frozen")) {
      if (ask.body().path("frozen").asBoolean()) {
        clock.freeze();
      } else {
        clock.flow();
      }
    }
    if (ask.body().has("now")) {
      clock.setTo(Instant.parse(ask.text("now")));
    }
    if (ask.body().has("advance")) {
      clock.advance(Ask.duration(ask.text("advance")));
    }
    world.repositories().stream().map(Repo::runs).forEach(runs -> runs.tick());
    return shown();
  }

  private Reply shown() {
    return Reply.json(200, Json.object().put("now", world.now().toString()));
  }

  private Reply lag(Ask ask) {
    world.lag(Ask.duration(ask.text("lists")));
    return Reply.json(200, Json.object().put("lists", ask.text("lists")));
  }

  /**
   * {@code {"remaining":3,"reset":"10m"}} for a token (the field {@code token}); {@code
   * {"creationsPerMinute":80,"creationsPerHour":500}} for everybody.
   */
  private Reply rate(Ask ask) {
    if (ask.body().has("remaining")) {
      String value = ask.text("token");
      int limit = world.token(value).map(Token::hourlyLimit).orElseThrow();
      Instant reset = world.now().plus(Ask.duration(Json.text(ask.body(), "reset", "1h")));
      world.rates().set(value, limit, ask.body().path("remaining").asInt(), reset);
    }
    if (ask.body().has("creationsPerMinute") || ask.body().has("creationsPerHour")) {
      world
          .rates()
          .limitCreations(
              ask.body().path("creationsPerMinute").asInt(0),
              ask.body().path("creationsPerHour").asInt(0));
    }
    return Reply.json(200, Json.object());
  }
}
