package dev.setpoint.sandbox.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every API and git request since the last reset, in the order in which they were answered. */
public final class RequestLog {
  private final List<Entry> entries = new ArrayList<>();

  /** What a request was for. */
  public enum Kind {
    API,
    /** Asking a git server for its refs or capabilities; no objects yet. */
    GIT_ASK,
    /** Asking for objects. */
    GIT_FETCH,
    GIT_PUSH
  }

  /**
   * One answered (or cut) request.
   *
   * @param status of the answer; 0 when the socket was cut
   * @param fault the fault that hit it, in lower case, or ""
   * @param credential the token it came with, or ""; it opens nothing but this sandbox
   */
  public record Entry(
      Instant at,
      Kind kind,
      String method,
      String target,
      int status,
      String fault,
      String agent,
      String credential) {}

  synchronized void add(Entry entry) {
    entries.add(entry);
  }

  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  public synchronized void reset() {
    entries.clear();
  }

  public synchronized int count(Kind kind) {
    return (int) entries.stream().filter(e -> e.kind() == kind).count();
  }

  /** REST requests, 304 answers included. */
  public int api() {
    return count(Kind.API);
  }

  /** Requests that asked git for objects. */
  public int gitFetches() {
    return count(Kind.GIT_FETCH);
  }

  public int gitPushes() {
    return count(Kind.GIT_PUSH);
  }

  /** All git requests, the asking for refs and capabilities included. */
  public synchronized int git() {
    return (int) entries.stream().filter(e -> e.kind() != Kind.API).count();
  }

  /** REST requests that were not reads. */
  public synchronized int writes() {
    return (int)
        entries.stream().filter(e -> e.kind() == Kind.API && !e.method().equals("GET")).count();
  }

  /** How often each method and path was asked for, queries left out. */
  public synchronized Map<String, Integer> byPath() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Entry entry : entries) {
      counts.merge(entry.method() + " " + entry.target().split("\\?", 2)[0], 1, Integer::sum);
    }
    return counts;
  }
}
