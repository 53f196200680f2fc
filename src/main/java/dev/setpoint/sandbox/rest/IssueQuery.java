package dev.setpoint.sandbox.rest;

import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Issues;
import dev.setpoint.sandbox.world.World;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The filters and the order of an issue list, as the query string asks for them. */
record IssueQuery(
    String state,
    List<String> labels,
    @Nullable String creator,
    @Nullable String assignee,
    @Nullable Instant since,
    Comparator<Issue> order) {

  static IssueQuery of(Call call) {
    String state = call.query("state", "open");
    if (!List.of("open", "closed", "all").contains(state)) {
      throw Refusal.invalid("Issue", "state", "invalid", state);
    }
    String labels = call.query("labels", "");
    List<String> wanted =
        labels.isEmpty()
            ? List.of()
            : List.of(labels.split(",", -1)).stream()
                .map(l -> l.strip().toLowerCase(Locale.ROOT))
                .toList();
    Comparator<Issue> order =
        switch (call.query("sort", "created")) {
          case "updated" -> Comparator.comparing(i -> World.shown(i.updatedAt()));
          case "comments" ->
              Comparator.comparingInt(i -> call.repo().issues().comments().count(i.number()));
          default -> Comparator.comparing(i -> World.shown(i.createdAt()));
        };
    Comparator<Issue> ascending = order.thenComparingInt(Issue::number);
    return new IssueQuery(
        state,
        wanted,
        call.query("creator"),
        call.query("assignee"),
        call.time("since"),
        call.query("direction", "desc").equals("asc") ? ascending : ascending.reversed());
  }

  List<Issue> select(Issues issues) {
    return issues.listed().stream().filter(this::matches).sorted(order).toList();
  }

  private boolean matches(Issue issue) {
    boolean inState = state.equals("all") || issue.isOpen() == state.equals("open");
    boolean recent = since == null || !World.shown(issue.updatedAt()).isBefore(since);
    boolean byCreator = creator == null || issue.author().equalsIgnoreCase(creator);
    List<String> has = issue.labels().stream().map(l -> l.toLowerCase(Locale.ROOT)).toList();
    return inState && recent && byCreator && has.containsAll(labels) && isAssigned(issue);
  }

  private boolean isAssigned(Issue issue) {
    return switch (assignee == null ? "" : assignee) {
      case "" -> true;
      case "none" -> issue.assignees().isEmpty();
      case "*" -> !issue.assignees().isEmpty();
      default -> issue.assignees().stream().anyMatch(a -> a.equalsIgnoreCase(assignee));
    };
  }
}
