package dev.setpoint.edge.github;

import dev.setpoint.edge.json.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What GitHub left out of an issue without saying so: it does that with labels and assignees where
 * the token has no push access, and with users who cannot be assigned.
 */
final class Dropped {
  private Dropped() {}

  /** In words; empty when the issue is as it was asked for. */
  static List<String> of(JsonNode issue, String body, List<String> labels, List<String> assignees) {
    List<String> dropped = new ArrayList<>();
    Set<String> has = names(issue.path("labels"), "name");
    labels.stream()
        .filter(label -> !has.contains(lower(label)))
        .forEach(label -> dropped.add("the label `" + label + "`"));
    Set<String> assigned = names(issue.path("assignees"), "login");
    assignees.stream()
        .filter(login -> !assigned.contains(lower(login)))
        .forEach(login -> dropped.add("the assignee @" + login));
    if (!body.isBlank() && issue.path("body").asText("").isBlank()) {
      dropped.add("the text");
    }
    return dropped;
  }

  private static Set<String> names(JsonNode items, String field) {
    Set<String> names = new HashSet<>();
    for (JsonNode item : items) {
      names.add(lower(item.isTextual() ? item.asText() : item.path(field).asText("")));
    }
    return names;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
