package dev.setpoint.edge.json;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of JSON, or the absence of one. Its verbs are those of Jackson's trees; but Jackson's own
 * come with a binding of classes that a pass never uses, and that takes longer to load than all the
 * JSON of a pass takes to read.
 */
public class JsonNode implements Iterable<JsonNode> {
  static final JsonNode MISSING = new JsonNode(null);
  static final JsonNode NULL = new JsonNode(null);

  /** A String, Long, Double, Boolean, Map or List; null for a JSON null and for nothing at all. */
  private final @Nullable Object value;

  JsonNode(@Nullable Object value) {
    this.value = value;
  }

  @Nullable Object value() {
    return value;
  }

  /** The field of an object; missing where there is none or this is no object. */
  public JsonNode path(String field) {
    return value instanceof Map<?, ?> fields && fields.get(field) instanceof JsonNode found
        ? found
        : MISSING;
  }

  /** An item of an array, from 0; missing where there is none. */
  public JsonNode path(int index) {
    return value instanceof List<?> items
            && index < items.size()
            && items.get(index) instanceof JsonNode item
        ? item
        : MISSING;
  }

  public boolean has(String field) {
    return path(field) != MISSING;
  }

  /** Over an array's items or an object's values; nothing for everything else. */
  @Override
  public Iterator<JsonNode> iterator() {
    return switch (value) {
      case List<?> items -> items.stream().map(JsonNode.class::cast).iterator();
      case Map<?, ?> fields -> fields.values().stream().map(JsonNode.class::cast).iterator();
      case null, default -> List.<JsonNode>of().iterator();
    };
  }

  /** How many items or fields. */
  public int size() {
    return switch (value) {
      case List<?> items -> items.size();
      case Map<?, ?> fields -> fields.size();
      case null, default -> 0;
    };
  }

  public boolean isMissingNode() {
    return this == MISSING;
  }

  public boolean isNull() {
    return value == null && this != MISSING;
  }

  public boolean isObject() {
    return value instanceof Map;
  }

  public boolean isArray() {
    return value instanceof List;
  }

  public boolean isTextual() {
    return value instanceof String;
  }

  public boolean isBoolean() {
    return value instanceof Boolean;
  }

  /** A whole number that fits 64 bits. */
  public boolean isIntegralNumber() {
    return value instanceof Long;
  }

  public long asLong() {
    return value instanceof Long number ? number : 0;
  }

  /** The number; 0 where it is none or does not fit. */
  public int asInt() {
    long number = asLong();
    return number == (int) number ? (int) number : 0;
  }

  public boolean asBoolean() {
    return asBoolean(false);
  }

  public boolean asBoolean(boolean otherwise) {
    return value instanceof Boolean is ? is : otherwise;
  }

  /** A text, number or boolean as text; the other text where it is something else. */
  public String asText(String otherwise) {
    return switch (value) {
      case String text -> text;
      case Long number -> number.toString();
      case Double number -> number.toString();
      case Boolean is -> is.toString();
      case null, default -> otherwise;
    };
  }

  public String asText() {
    return asText("");
  }

  /** The fields of an object, in the document's order; none for everything else. */
  public Map<String, JsonNode> fields() {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, node) -> fields.put((String) name, (JsonNode) node));
    }
    return fields;
  }

  /** As JSON, on one line. */
  @Override
  public String toString() {
    return JsonText.write(this);
  }
}
