package dev.setpoint.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.Comment;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.IssueEvent;
import dev.setpoint.sandbox.world.Repo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened to one issue, oldest first: as events, or mixed with its comments. */
final class IssueHistory {
  private record Entry(Instant at, ObjectNode json) {}

  private IssueHistory() {}

  static Reply events(Call call, Issue issue) {
    Repo repo = call.repo();
    List<IssueEvent> events = repo.issues().events(issue.number());
    return call.page(events, event -> call.shapes().event(repo, event));
  }

  static Reply timeline(Call call, Issue issue) {
    Repo repo = call.repo();
    List<Entry> entries = new ArrayList<>();
    for (IssueEvent event : repo.issues().events(issue.number())) {
      entries.add(new Entry(event.at(), call.shapes().event(repo, event)));
    }
    for (Comment comment : repo.issues().comments().on(issue.number())) {
      ObjectNode json = call.shapes().comment(repo, comment).put("event", "commented");
      json.set("actor", json.get("user"));
      entries.add(new Entry(comment.createdAt(), json));
    }
    entries.sort(Comparator.comparing(Entry::at));
    return call.page(entries, Entry::json);
  }
}
