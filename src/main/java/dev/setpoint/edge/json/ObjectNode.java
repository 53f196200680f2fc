package dev.setpoint.edge.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object that is being written. */
public final class ObjectNode extends JsonNode {
  private final Map<String, JsonNode> fields;

  public ObjectNode() {
    this(new LinkedHashMap<>());
  }

  private ObjectNode(Map<String, JsonNode> fields) {
    super(fields);
    this.fields = fields;
  }

  public ObjectNode put(String field, String text) {
    return set(field, new JsonNode(text));
  }

  public ObjectNode put(String field, long number) {
    return set(field, new JsonNode(number));
  }

  public ObjectNode put(String field, boolean is) {
    return set(field, new JsonNode(is));
  }

  public ObjectNode put(String field, List<String> texts) {
    List<JsonNode> items = new ArrayList<>();
    texts.forEach(text -> items.add(new JsonNode(text)));
    return set(field, new JsonNode(items));
  }

  public ObjectNode put(String field, Map<String, String> texts) {
    ObjectNode inner = new ObjectNode();
    texts.forEach(inner::put);
    return set(field, inner);
  }

  public ObjectNode set(String field, JsonNode value) {
    fields.put(field, value);
    return this;
  }
}
