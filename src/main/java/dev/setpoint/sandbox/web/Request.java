package dev.setpoint.sandbox.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request as it came off the wire, its body already read and unzipped.
 *
 * @param path the path without the query, still percent-encoded
 * @param query the raw query string, empty if there is none
 * @param headers names in lower case; a repeated header keeps its last value
 */
public record Request(
    String method, String path, String query, Map<String, String> headers, Bytes body) {

  public @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** The path with its query, as the request line had it. */
  public String target() {
    return query.isEmpty() ? path : path + "?" + query;
  }

  /** The decoded query parameters; a repeated one keeps its last value. */
  public Map<String, String> parameters() {
    Map<String, String> found = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        found.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return found;
  }

  public Request at(String otherPath) {
    return new Request(method, otherPath, query, headers, body);
  }

  public String text() {
    return body.text();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a stray percent sign stands for itself
    }
  }
}
