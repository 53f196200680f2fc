package dev.setpoint.plan;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads who a step is handed to: {@code @copilot}, or {@code workflow claude.yml}. */
final class AgentName {
  private static final Pattern WORKFLOW =
      Pattern.compile("workflow:? +`?([A-Za-z0-9_-][A-Za-z0-9._-]*\\.ya?ml)`?");

  private AgentName() {}

  /** What the value says; where it makes no sense that is a finding, and both routes are empty. */
  static Kind.Agent read(String value, int line, int index, Findings findings) {
    if (value.isEmpty()) {
      return new Kind.Agent("", "", Map.of());
    }
    Matcher workflow = WORKFLOW.matcher(value);
    if (workflow.matches()) {
      return new Kind.Agent("", workflow.group(1), Map.of());
    }
    if (value.startsWith("@") && value.indexOf(',') < 0) {
      List<String> logins = Logins.read(value, line, index, findings);
      return new Kind.Agent(logins.isEmpty() ? "" : logins.getFirst(), "", Map.of());
    }
    findings.problem(
        line,
        index,
        "`" + value + "` names no agent",
        "write `agent: @copilot`, or `agent: workflow claude.yml`");
    return new Kind.Agent("", "", Map.of());
  }
}
