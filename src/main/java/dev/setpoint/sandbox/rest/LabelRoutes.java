package dev.setpoint.sandbox.rest;

import static dev.setpoint.sandbox.rest.Route.get;
import static dev.setpoint.sandbox.rest.Route.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Label;
import dev.setpoint.sandbox.world.Repo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The repository's labels, and those on an issue. */
final class LabelRoutes {
  private static final String AT = "/repos/{owner}/{repo}/labels";
  private static final String ON = "/repos/{owner}/{repo}/issues/{issue_number}/labels";

  private LabelRoutes() {}

  static List<Route> all() {
    return List.of(
        get(AT, "issues", LabelRoutes::list),
        get(AT + "/{name}", "issues", LabelRoutes::read),
        write("POST", AT, "issues", LabelRoutes::create),
        get(ON, "issues", LabelRoutes::onIssue),
        write("POST", ON, "issues|pull_requests", LabelRoutes::add),
        write("DELETE", ON + "/{name}", "issues|pull_requests", LabelRoutes::remove));
  }

  private static Reply list(Call call) {
    return call.page(call.repo().labels().all(), label -> call.shapes().label(call.repo(), label));
  }

  private static Reply read(Call call) {
    Label label = call.repo().labels().named(call.place("name")).orElseThrow(Refusal::notFound);
    return Reply.json(200, call.shapes().label(call.repo(), label));
  }

  private static Reply create(Call call) {
    Repo repo = call.repo();
    if (!call.caller().hasPush(repo)) {
      throw Refusal.notFound();
    }
    JsonNode body = call.body();
    String name = Json.text(body, "name", "");
    String color = Json.text(body, "color", "ededed").toLowerCase(Locale.ROOT);
    if (name.isBlank()) {
      throw Refusal.invalid("Label", "name", "missing_field", "");
    }
    if (!color.matches("[0-9a-f]{6}")) {
      throw Refusal.invalid("Label", "color", "invalid", color);
    }
    if (repo.labels().named(name).isPresent()) {
      throw Refusal.invalid("Label", "name", "already_exists", "");
    }
    Label label = repo.labels().create(name, color, Json.text(body, "description"));
    return Reply.json(201, call.shapes().label(repo, label))
        .with("Location", call.urls().api(repo) + "/labels/" + Shapes.encoded(name));
  }

  private static Reply onIssue(Call call) {
    Issue issue = IssueRoutes.here(call);
    return call.page(labels(call.repo(), issue), l -> call.shapes().label(call.repo(), l));
  }

  private static Reply add(Call call) {
    Repo repo = call.repo();
    Issue issue = IssueRoutes.here(call);
    if (!call.caller().hasPush(repo)) {
      throw Refusal.of(403, "Must have push access to repository.");
    }
    List<String> all = new ArrayList<>(issue.labels());
    all.addAll(Json.texts(call.body(), "labels"));
    Issue labelled = repo.issues().label(issue.number(), call.caller().login(), all);
    return Reply.json(200, Json.array(labels(repo, labelled), l -> call.shapes().label(repo, l)));
  }

  private static Reply remove(Call call) {
    Repo repo = call.repo();
    Issue issue = IssueRoutes.here(call);
    List<String> left = new ArrayList<>(issue.labels());
    if (!left.removeIf(l -> l.equalsIgnoreCase(call.place("name")))) {
      throw Refusal.of(404, "Label does not exist");
    }
    Issue labelled = repo.issues().label(issue.number(), call.caller().login(), left);
    return Reply.json(200, Json.array(labels(repo, labelled), l -> call.shapes().label(repo, l)));
  }

  private static List<Label> labels(Repo repo, Issue issue) {
    return issue.labels().stream().flatMap(n -> repo.labels().named(n).stream()).toList();
  }
}
