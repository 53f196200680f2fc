package dev.setpoint.plan;

import java.util.Map;

/** A value that each field may have, for hints. */
final class Examples {
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("id", "qa"),
          Map.entry("assign", "@alice"),
          Map.entry("agent", "@copilot"),
          Map.entry("workflow", "deploy.yml"),
          Map.entry("with", "version=1.4"),
          Map.entry("retries", "2"),
          Map.entry("timeout", "2h"),
          Map.entry("needs", "nothing"),
          Map.entry("parallel", "yes"),
          Map.entry("optional", "yes"),
          Map.entry("due", "3d"),
          Map.entry("remind", "every 2d"),
          Map.entry("wait", "2d"),
          Map.entry("until", "2026-12-01T09:00+01:00"),
          Map.entry("plan", "other.md"),
          Map.entry("if", "failed()"),
          Map.entry("skip", "already done"));

  private Examples() {}

  static String of(String key) {
    return VALUES.getOrDefault(key, "…");
  }
}
