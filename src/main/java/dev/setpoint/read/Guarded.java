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
  private static final Pattern GUARD = action("guard");
  private static final Pattern CALLBACK = action("callback");

  // Names of functions are case-insensitive to GitHub.
  private static final Pattern STATUS =
      Pattern.compile("\\b(always|failure|cancelled|success)\\s*\\(", Pattern.CASE_INSENSITIVE);
  private static final Pattern PLAIN_SUCCESS =
      Pattern.compile(
          "(?:\\$\\{\\{)?\\s*success\\s*\\(\\s*\\)\\s*(?:\\}\\})?", Pattern.CASE_INSENSITIVE);

  private Guarded() {}

  // Of a repository called setpoint, whoever owns the copy; a local path might be anything.
  private static Pattern action(String name) {
    return Pattern.compile("[A-Za-z0-9._-]+/setpoint/" + name + "@\\S+", Pattern.CASE_INSENSITIVE);
  }

  static boolean is(Map<?, ?> jobs) {
    Set<Object> guarded = new HashSet<>();
    jobs.forEach(
        (name, job) -> {
          if (startsWithGuard(Workflows.map(job))) {
            guarded.add(name);
          }
        });
    if (guarded.isEmpty()
        || jobs.values().stream().anyMatch(j -> runsRegardless(Workflows.map(j)))) {
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

  // Only a checkout may come before it, and nothing after it may run although it refused.
  private static boolean startsWithGuard(Map<?, ?> job) {
    List<?> steps = steps(job);
    if (steps.stream().anyMatch(s -> overridesFailure(Workflows.map(s).get("if")))) {
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

  // A job that needs the guard is skipped when the guard fails, unless its condition asks for a
  // status of its own.
  private static boolean runsRegardless(Map<?, ?> job) {
    if (job.containsKey("continue-on-error")) {
      return true;
    }
    return overridesFailure(job.get("if")) && !onlyCallsBack(job);
  }

  // Waking Setpoint does no harm, and has to happen after a failure too.
  private static boolean onlyCallsBack(Map<?, ?> job) {
    List<?> steps = steps(job);
    return !steps.isEmpty()
        && steps.stream()
            .map(Workflows::map)
            .allMatch(s -> CALLBACK.matcher(String.valueOf(s.get("uses"))).matches());
  }

  private static boolean overridesFailure(@Nullable Object condition) {
    return condition != null
        && STATUS.matcher(condition.toString()).find()
        && !PLAIN_SUCCESS.matcher(condition.toString().strip()).matches();
  }

  private static List<?> steps(Map<?, ?> job) {
    return job.get("steps") instanceof List<?> steps ? steps : List.of();
  }

  private static List<?> needs(Map<?, ?> job) {
    Object needs = job.get("needs");
    if (needs instanceof List<?> list) {
      return list;
    }
    return needs == null ? List.of() : List.of(needs);
  }
}
