package dev.setpoint.edge.action;

import dev.setpoint.edge.json.JsonNode;
import dev.setpoint.edge.json.JsonText;
import java.io.IOException;

/** Reads JSON that a runner hands over. */
final class Payloads {
  private Payloads() {}

  /**
   * One document.
   *
   * @throws IllegalArgumentException when it is none; the text, which may hold a secret, is not
   *     repeated
   */
  static JsonNode parse(String json, String what) {
    try {
      JsonNode node = JsonText.read(json);
      if (node.isObject()) {
        return node;
      }
    } catch (IOException e) {
      // Said below, without the text.
    }
    throw new IllegalArgumentException(what + " cannot be read: not a JSON object");
  }
}
