package dev.setpoint.simulation;

import dev.setpoint.plan.Happening;
import dev.setpoint.read.Outside;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What happens outside the plans: pull requests, releases, tags; and is undone again. */
final class Outsiders {
  /** What plans wait for. */
  static final List<String> WORDS =
      List.of(
          "merged #712",
          "release v1.0 published",
          "tag v1.0 exists",
          "merged acme/lib#7",
          "tag acme/lib@v2 exists");

  private final Map<Happening, Outside.Seen> now = new HashMap<>();
  private final Set<Happening> ever = new HashSet<>();

  private static Happening of(int index) {
    return Happening.parse(WORDS.get(index)).orElseThrow();
  }

  Outside.Seen look(Happening what) {
    return now.getOrDefault(what, new Outside.Seen.NotYet());
  }

  boolean everHappened(Happening what) {
    return ever.contains(what);
  }

  void happens(int index, Instant at) {
    now.put(of(index), new Outside.Seen.Happened(at));
    ever.add(of(index));
  }

  /** It is taken back, or was never there. */
  void undone(int index) {
    now.remove(of(index));
  }

  /** It cannot happen, as things stand. */
  void impossible(int index) {
    now.put(of(index), new Outside.Seen.Never("it was closed", "wait for another one"));
  }

  boolean allHappened() {
    return WORDS.stream()
        .allMatch(w -> look(Happening.parse(w).orElseThrow()) instanceof Outside.Seen.Happened);
  }
}
