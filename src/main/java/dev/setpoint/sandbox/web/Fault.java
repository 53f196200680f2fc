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
 * @param meanwhile what somebody else does just before the call arrives, where the mode says so
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
    long ms,
    Runnable meanwhile) {

  private static final long HELD = 30_000;

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
    /** Somebody else is quicker: their deed, then the call as usual. */
    MEANWHILE,
    /**
     * The effect, then silence, then the socket is cut. Reported: the moment to kill the client.
     */
    STOP,
    /** No effect, silence, then the socket is cut. Reported. */
    STOP_BEFORE
  }

  /** Hits the first matching call, once. */
  public static Fault on(String method, String path, Mode mode) {
    String body = "{\"message\":\"Server Error\"}";
    return new Fault(
        method, Pattern.compile(path), 0, 1, mode, 502, Map.of(), body, patience(mode), () -> {});
  }

  /** Just before the first matching call is handed on, somebody else does this. */
  public static Fault meanwhile(String method, String path, Runnable deed) {
    Fault fault = on(method, path, Mode.MEANWHILE);
    return new Fault(
        method, fault.path, 0, 1, fault.mode, fault.status, fault.headers, fault.body, 0, deed);
  }

  /** How long a mode waits when nobody said otherwise, in milliseconds. */
  public static long patience(Mode mode) {
    return mode == Mode.STOP || mode == Mode.STOP_BEFORE ? HELD : 500;
  }

  public Fault answering(int otherStatus, String otherBody) {
    return new Fault(
        method, path, skip, times, mode, otherStatus, headers, otherBody, ms, meanwhile);
  }

  public Fault withHeader(String name, String value) {
    Map<String, String> more = new java.util.LinkedHashMap<>(headers);
    more.put(name, value);
    return new Fault(method, path, skip, times, mode, status, more, body, ms, meanwhile);
  }

  public Fault after(int calls) {
    return new Fault(method, path, calls, times, mode, status, headers, body, ms, meanwhile);
  }

  public Fault times(int calls) {
    return new Fault(method, path, skip, calls, mode, status, headers, body, ms, meanwhile);
  }

  public Fault lasting(long milliseconds) {
    return new Fault(
        method, path, skip, times, mode, status, headers, body, milliseconds, meanwhile);
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
