package dev.setpoint.edge.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON as text: nothing deeper than 100, no text of more than four million
 * characters, no document of more than a million tokens, which is far more than GitHub ever says.
 */
public final class JsonText {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100)
                  .maxStringLength(4_000_000)
                  .maxTokenCount(1_000_000)
                  .build())
          .build();

  private JsonText() {}

  /**
   * One document, and nothing after it.
   *
   * @throws IOException when it is not JSON, or empty
   */
  public static JsonNode read(byte[] bytes) throws IOException {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      return document(parser);
    }
  }

  /** The same of a text. */
  public static JsonNode read(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return document(parser);
    }
  }

  private static JsonNode document(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new IOException("an empty document");
    }
    JsonNode whole = value(parser, first);
    if (parser.nextToken() != null) {
      throw new IOException("something after the document");
    }
    return whole;
  }

  private static JsonNode value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new JsonNode(parser.getText());
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> new JsonNode(parser.getDoubleValue());
      case VALUE_TRUE -> new JsonNode(true);
      case VALUE_FALSE -> new JsonNode(false);
      case VALUE_NULL -> JsonNode.NULL;
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IOException("not JSON: " + token + " where a value should be");
    };
  }

  private static JsonNode object(JsonParser parser) throws IOException {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_OBJECT; t = parser.nextToken()) {
      String name = parser.currentName();
      if (name == null) {
        throw new IOException("the document ends in the middle");
      }
      fields.put(name, value(parser, must(parser.nextToken())));
    }
    return new JsonNode(fields);
  }

  private static JsonNode array(JsonParser parser) throws IOException {
    List<JsonNode> items = new ArrayList<>();
    for (JsonToken t = must(parser.nextToken());
        t != JsonToken.END_ARRAY;
        t = must(parser.nextToken())) {
      items.add(value(parser, t));
    }
    return new JsonNode(items);
  }

  private static JsonNode whole(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> new JsonNode(parser.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> new JsonNode(parser.getDoubleValue());
    };
  }

  private static JsonToken must(@Nullable JsonToken token) throws IOException {
    if (token == null) {
      throw new IOException("the document ends in the middle");
    }
    return token;
  }

  /** As JSON, on one line. */
  public static String write(JsonNode node) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      write(node, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot be written", e);
    }
    return text.toString();
  }

  private static void write(JsonNode node, JsonGenerator out) throws IOException {
    switch (node.value()) {
      case String text -> out.writeString(text);
      case Long number -> out.writeNumber(number);
      case Double number -> out.writeNumber(number);
      case Boolean is -> out.writeBoolean(is);
      case List<?> items -> {
        out.writeStartArray();
        for (JsonNode item : node) {
          write(item, out);
        }
        out.writeEndArray();
      }
      case Map<?, ?> fields -> {
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> field : node.fields().entrySet()) {
          out.writeFieldName(field.getKey());
          write(field.getValue(), out);
        }
        out.writeEndObject();
      }
      case null, default -> out.writeNull();
    }
  }
}
