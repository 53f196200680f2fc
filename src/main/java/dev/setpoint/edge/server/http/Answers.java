package dev.setpoint.edge.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;

/** JSON answers. */
final class Answers {
  private Answers() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static void json(Context context, int status, JsonNode body) {
    text(context, status, body.toString());
  }

  /** A document that was written elsewhere. */
  static void text(Context context, int status, String json) {
    context
        .status(status)
        .contentType("application/json; charset=utf-8")
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .result(json);
  }

  static void message(Context context, int status, String message) {
    json(context, status, object().put("message", message));
  }
}
