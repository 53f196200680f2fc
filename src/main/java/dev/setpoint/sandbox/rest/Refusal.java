package dev.setpoint.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.web.Reply;

/** An answer other than the wished-for one, in GitHub's words; thrown to leave a handler. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String DOCS = "https://docs.github.com/rest";

  private final transient Reply reply;

  private Refusal(Reply reply) {
    super("HTTP " + reply.status(), null, false, false);
    this.reply = reply;
  }

  public Reply reply() {
    return reply;
  }

  public static Refusal with(Reply reply) {
    return new Refusal(reply);
  }

  public static Refusal of(int status, String message) {
    return new Refusal(Reply.json(status, body(status, message)));
  }

  public static Refusal notFound() {
    return of(404, "Not Found");
  }

  public static Refusal needsLogin() {
    return of(401, "Requires authentication");
  }

  public static Refusal badCredentials() {
    return of(401, "Bad credentials");
  }

  /** 422 with one entry in {@code errors}, as GitHub's validation answers. */
  public static Refusal invalid(String resource, String field, String code, String value) {
    ObjectNode error =
        Json.object().put("resource", resource).put("field", field).put("code", code);
    if (!value.isEmpty()) {
      error.put("value", value);
    }
    ObjectNode body = body(422, "Validation Failed");
    body.set("errors", Json.array().add(error));
    return new Refusal(Reply.json(422, body));
  }

  public static Refusal unprocessable(String message) {
    return of(422, message);
  }

  static ObjectNode body(int status, String message) {
    return Json.object()
        .put("message", message)
        .put("documentation_url", DOCS)
        .put("status", Integer.toString(status));
  }
}
