package dev.setpoint.sandbox.web;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * One piece of bad luck: which calls it hits, how often, and what happens to them. API and git
 * requests alike; control requests never.
 *
 * @param method the HTTP method it hits, or "" for any
 * @param path found anywhere in the path with its query
 * @param skip so many matching calls pass first
 * @param times so many matching calls are hit after that
 * @param status of the answer, where the mode gives one
 * @param ms how long to wait, where the mode waits
 */
public record Fault(
    String method,
    Pattern path,
    int skip,
    int times,
    Mode mode,
    int status,
    Map<String, String> headers,
    String body,
    long ms) {

  /** What happens to a call that is hit. */
  public enum Mode {
    /** The given answer; no effect. */
    REPLY,
    /** The effect, then the given answer instead of the true one. */
    AFTER,
    /** The effect, then the socket is cut without an answer. */
    DROP,
    /** The socket is cut; no effect. */
    DROP_BEFORE,
    /** The effect, then half of the answer's body, then the socket is cut. */
    TRUNCATE,
    /** The answer comes late; the effect waits too. */
    DELAY,
    /** The effect twice: the network delivered the call again. One answer, the second. */
    DOUBLE,
    /** The effect, then no answer until the client is gone: the place to kill it. Reported. */
    STOP,
    /** No effect and no answer until the client is gone. Reported. */
    STOP_BEFORE
  }

  /** Hits the first matching call, once. */
  public static Fault on(String method, String path, Mode mode) {
    String body = "{\"message\":\"Server Error\"}";
    return new Fault(method, Pattern.compile(path), 0, 1, mode, 502, Map.of(), body, 500);
  }

  public Fault answering(int otherStatus, String otherBody) {
    return new Fault(method, path, skip, times, mode, otherStatus, headers, otherBody, ms);
  }

  public Fault withHeader(String name, String value) {
    Map<String, String> more = new java.util.LinkedHashMap<>(headers);
    more.put(name, value);
    return new Fault(method, path, skip, times, mode, status, more, body, ms);
  }

  public Fault after(int calls) {
    return new Fault(method, path, calls, times, mode, status, headers, body, ms);
  }

  public Fault times(int calls) {
    return new Fault(method, path, skip, calls, mode, status, headers, body, ms);
  }

  public Fault lasting(long milliseconds) {
    return new Fault(method, path, skip, times, mode, status, headers, body, milliseconds);
  }

  boolean matches(Request request) {
    return (method.isEmpty() || method.equalsIgnoreCase(request.method()))
        && path.matcher(request.target()).find();
  }

  Reply reply() {
    Reply reply = Reply.of(status, "application/json; charset=utf-8", Bytes.of(body));
    return reply.withAll(headers);
  }
}
