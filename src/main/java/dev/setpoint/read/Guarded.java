package dev.setpoint.read;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a workflow's every job waits for Setpoint's guard: then a second run of the same key
 * refuses itself. Anything doubtful counts as not guarded.
 */
final class Guarded {
  private static final Pattern GUARD = Pattern.compile("(?:\\./|[^@\\s]+/)guard(?:@\\S+)?");
  private static final Pattern RUNS_REGARDLESS =
      Pattern.compile("always\\s*\\(|failure\\s*\\(|!\\s*cancelled\\s*\\(|cancelled\\s*\\(");

  private Guarded() {}

  static boolean is(Map<?, ?> jobs) {
    Set<Object> guarded = new HashSet<>();
    jobs.forEach(
        (name, job) -> {
          if (startsWithGuard(Workflows.map(job))) {
            guarded.add(name);
          }
        });
    if (guarded.isEmpty()
        || jobs.values().stream().anyMatch(j -> ignoresFailure(Workflows.map(j)))) {
      return false;
    }
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Map.Entry<?, ?> job : jobs.entrySet()) {
        boolean waits = needs(Workflows.map(job.getValue())).stream().anyMatch(guarded::contains);
        grew |= waits && guarded.add(job.getKey());
      }
    }
    return guarded.containsAll(jobs.keySet());
  }

  // Only a checkout may come before it: everything else would run although the guard refuses.
  private static boolean startsWithGuard(Map<?, ?> job) {
    if (!(job.get("steps") instanceof List<?> steps)) {
      return false;
    }
    for (Object step : steps) {
      Map<?, ?> s = Workflows.map(step);
      String uses = String.valueOf(s.get("uses"));
      if (GUARD.matcher(uses).matches()) {
        return !s.containsKey("if") && !s.containsKey("continue-on-error");
      }
      if (!uses.startsWith("actions/checkout@")) {
        return false;
      }
    }
    return false;
  }

  private static boolean ignoresFailure(Map<?, ?> job) {
    boolean steps =
        job.get("steps") instanceof List<?> list
            && list.stream().anyMatch(s -> regardless(Workflows.map(s).get("if")));
    return steps || regardless(job.get("if")) || job.containsKey("continue-on-error");
  }

  private static boolean regardless(@Nullable Object condition) {
    return condition != null && RUNS_REGARDLESS.matcher(condition.toString()).find();
  }

  private static List<?> needs(Map<?, ?> job) {
    Object needs = job.get("needs");
    if (needs instanceof List<?> list) {
      return list;
    }
    return needs == null ? List.of() : List.of(needs);
  }
}
