package dev.setpoint.edge.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads JSON that a runner hands over. */
final class Payloads {
  private static final ObjectMapper TREES = new ObjectMapper();

  private Payloads() {}

  /**
   * One document.
   *
   * @throws IllegalArgumentException when it is none; the text, which may hold a secret, is not
   *     repeated
   */
  static JsonNode parse(String json, String what) {
    try {
      JsonNode node = TREES.readTree(json);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // Said below, without the text.
    }
    throw new IllegalArgumentException(what + " cannot be read: not a JSON object");
  }
}
