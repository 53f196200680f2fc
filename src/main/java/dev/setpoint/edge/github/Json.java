package dev.setpoint.edge.github;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.setpoint.edge.json.JsonNode;
import dev.setpoint.edge.json.JsonText;
import dev.setpoint.edge.json.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads JSON as a tree, field by field. Binding to classes would cost reflection at every start and
 * fail with a stack trace where one strange field should give a sentence.
 */
final class Json {
  private Json() {}

  /** One document; an empty one is an error. */
  static JsonNode read(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      throw new IOException("an empty answer");
    }
    try {
      return JsonText.read(bytes);
    } catch (StreamConstraintsException e) {
      throw new IOException("larger or deeper than any of GitHub's");
    } catch (IOException e) {
      // What Jackson says quotes the text, which may hold anything.
      throw new IOException("not JSON");
    }
  }

  static byte[] write(JsonNode node) {
    return JsonText.write(node).getBytes(StandardCharsets.UTF_8);
  }

  static ObjectNode object() {
    return new ObjectNode();
  }

  static String text(JsonNode node, String field) throws IOException {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw missing(field, "a text");
    }
    return value.asText();
  }

  /** A text, or the empty one where the field is absent or null. */
  static String optionalText(JsonNode node, String field) throws IOException {
    return isAbsent(node.path(field)) ? "" : text(node, field);
  }

  static long number(JsonNode node, String field) throws IOException {
    JsonNode value = node.path(field);
    if (!value.isIntegralNumber()) {
      throw missing(field, "a whole number");
    }
    return value.asLong();
  }

  static int small(JsonNode node, String field) throws IOException {
    long value = number(node, field);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw missing(field, "a sensible number");
    }
    return (int) value;
  }

  static Instant time(JsonNode node, String field) throws IOException {
    try {
      return Instant.parse(text(node, field));
    } catch (DateTimeException e) {
      throw missing(field, "a time");
    }
  }

  static Optional<Instant> optionalTime(JsonNode node, String field) throws IOException {
    return isAbsent(node.path(field)) ? Optional.empty() : Optional.of(time(node, field));
  }

  /** The login of an account; empty where GitHub shows none (a deleted account). */
  static String login(JsonNode account) throws IOException {
    return isAbsent(account) ? "" : text(account, "login");
  }

  static List<JsonNode> array(JsonNode node) throws IOException {
    if (!node.isArray()) {
      throw new IOException("a list is missing");
    }
    List<JsonNode> items = new ArrayList<>();
    node.forEach(items::add);
    return items;
  }

  static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static IOException missing(String field, String what) {
    return new IOException("`" + field + "` is not " + what);
  }
}
