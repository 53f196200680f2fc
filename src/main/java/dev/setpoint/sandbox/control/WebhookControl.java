package dev.setpoint.sandbox.control;

import static dev.setpoint.sandbox.control.Control.operation;

import dev.setpoint.sandbox.rest.Json;
import dev.setpoint.sandbox.rest.Webhooks;
import dev.setpoint.sandbox.web.Reply;
import java.util.List;

/** Registers webhooks, and loses, doubles, delays or reorders their deliveries. */
final class WebhookControl {
  private final Webhooks webhooks;

  WebhookControl(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  List<Control.Operation> operations() {
    return List.of(
        operation(
            "POST",
            "/webhooks",
            "events are delivered there: `url`; `secret`, `events`",
            this::add),
        operation(
            "GET",
            "/webhooks",
            "what was delivered: `?settle=5` waits so many seconds for what is on its way",
            this::deliveries),
        operation("DELETE", "/webhooks", "no webhooks any more", this::clear),
        operation("POST", "/webhooks/hold", "deliveries are kept back", this::hold),
        operation(
            "POST",
            "/webhooks/release",
            "they go out: `reversed`; `copies` (0 loses them)",
            this::release),
        operation("POST", "/webhooks/redeliver", "one more time: `id`", this::redeliver));
  }

  private Reply add(Ask ask) {
    String secret = Json.text(ask.body(), "secret", Webhooks.DEFAULT_SECRET);
    List<String> events = Json.texts(ask.body(), "events");
    webhooks.add(new Webhooks.Hook(ask.text("url"), secret, events));
    return Reply.json(200, Json.object());
  }

  /** What was delivered so far; {@code ?settle=5} waits until nothing is on its way. */
  private Reply deliveries(Ask ask) {
    try {
      webhooks.settle(Long.parseLong(ask.request().parameters().getOrDefault("settle", "0")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Reply.json(
        200,
        Json.array(
            webhooks.deliveries(),
            d ->
                Json.object()
                    .put("id", d.id())
                    .put("url", d.url())
                    .put("event", d.event())
                    .put("status", d.status())
                    .set("payload", Json.read(d.body()))));
  }

  private Reply clear(Ask ask) {
    webhooks.clear();
    return Reply.json(200, Json.object());
  }

  private Reply hold(Ask ask) {
    webhooks.hold();
    return Reply.json(200, Json.object());
  }

  /** {@code {"reversed":true,"copies":2}}; 0 copies loses them. */
  private Reply release(Ask ask) {
    webhooks.release(
        ask.body().path("reversed").asBoolean(false), ask.body().path("copies").asInt(1));
    return Reply.json(200, Json.object());
  }

  private Reply redeliver(Ask ask) {
    webhooks.redeliver(ask.text("id"));
    return Reply.json(200, Json.object());
  }
}
