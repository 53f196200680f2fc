package dev.setpoint.sandbox.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** JSON by hand: objects, arrays, and reading what a client sent. */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  public static <T> ArrayNode array(List<T> things, Function<T, ? extends JsonNode> shape) {
    ArrayNode array = array();
    things.forEach(thing -> array.add(shape.apply(thing)));
    return array;
  }

  public static ArrayNode strings(List<String> texts) {
    ArrayNode array = array();
    texts.forEach(array::add);
    return array;
  }

  /** The JSON in a text; an empty text is an empty object, and null is no JSON at all. */
  public static @Nullable JsonNode read(String text) {
    try {
      return text.isBlank() ? object() : MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  public static String pretty(JsonNode node) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("writing JSON to a string", e);
    }
  }

  /** A text field, or null when it is missing, null or no scalar. */
  public static @Nullable String text(JsonNode object, String field) {
    JsonNode value = object.get(field);
    return value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
  }

  public static String text(JsonNode object, String field, String otherwise) {
    String value = text(object, field);
    return value == null ? otherwise : value;
  }

  /** The texts of an array field; objects in it count by their {@code name}. */
  public static List<String> texts(JsonNode object, String field) {
    JsonNode value = object.get(field);
    if (value == null || !value.isArray()) {
      return List.of();
    }
    java.util.ArrayList<String> texts = new java.util.ArrayList<>();
    value.forEach(v -> texts.add(v.isObject() ? v.path("name").asText() : v.asText()));
    return texts;
  }
}
