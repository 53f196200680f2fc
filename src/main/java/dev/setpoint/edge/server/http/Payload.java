package dev.setpoint.edge.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All that is taken from a delivery: which repository it is about, and whether it is about an
 * installation. Nothing else in it is believed, or even kept.
 *
 * @param repository {@code owner/name}
 * @param installation whether it may have changed which repositories there are
 */
record Payload(Optional<String> repository, boolean installation) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern FULL_NAME =
      Pattern.compile("[A-Za-z0-9_-]{1,100}/(?!\\.\\.?$)[A-Za-z0-9._-]{1,150}");

  /**
   * Reads it through without building it in memory.
   *
   * @throws IOException when it is no JSON object, or names something that can be no repository
   */
  static Payload read(byte[] body) throws IOException {
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the payload is no JSON object");
      }
      Optional<String> name = Optional.empty();
      boolean installation = false;
      boolean listed = false;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("repository") && value == JsonToken.START_OBJECT) {
          name = fullName(json).or(() -> Optional.empty());
        } else {
          installation |= field.equals("installation") && value == JsonToken.START_OBJECT;
          listed |= field.startsWith("repositories");
          json.skipChildren();
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw new IOException("the payload is no JSON object");
      }
      if (name.isPresent() && !FULL_NAME.matcher(name.get()).matches()) {
        throw new IOException("the payload names no repository");
      }
      return new Payload(name, listed || (installation && name.isEmpty()));
    }
  }

  private static Optional<String> fullName(JsonParser json) throws IOException {
    Optional<String> name = Optional.empty();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = json.currentName().equals("full_name");
      JsonToken value = json.nextToken();
      if (wanted && value == JsonToken.VALUE_STRING) {
        name = Optional.of(json.getText());
      }
      json.skipChildren();
    }
    return name;
  }
}
