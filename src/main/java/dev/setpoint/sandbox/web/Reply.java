package dev.setpoint.sandbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP answer, whole: the body is bytes in memory. */
public record Reply(int status, Map<String, String> headers, Bytes body) {

  public static Reply json(int status, JsonNode body) {
    return of(status, "application/json; charset=utf-8", Bytes.of(body.toString()));
  }

  public static Reply text(int status, String body) {
    return of(status, "text/plain; charset=utf-8", Bytes.of(body));
  }

  public static Reply of(int status, String contentType, Bytes body) {
    return new Reply(status, Map.of("Content-Type", contentType), body);
  }

  public static Reply empty(int status) {
    return new Reply(status, Map.of(), Bytes.NONE);
  }

  /** The same answer with one more header; an earlier one of that name is replaced. */
  public Reply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body);
  }

  public Reply withAll(Map<String, String> others) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.putAll(others);
    return new Reply(status, more, body);
  }
}
