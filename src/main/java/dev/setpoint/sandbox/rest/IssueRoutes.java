package dev.setpoint.sandbox.rest;

import static dev.setpoint.sandbox.rest.Route.get;
import static dev.setpoint.sandbox.rest.Route.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Issues;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Standing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Issues: list, read, open, change, and their history. */
final class IssueRoutes {
  private static final String AT = "/repos/{owner}/{repo}/issues";

  private IssueRoutes() {}

  static List<Route> all() {
    String one = AT + "/{issue_number}";
    return List.of(
        get(AT, "issues", IssueRoutes::list),
        write("POST", AT, "issues", IssueRoutes::create),
        get(one, "issues|pull_requests", IssueRoutes::read),
        write("PATCH", one, "issues", IssueRoutes::update),
        get(one + "/timeline", "issues", IssueRoutes::timeline),
        get(one + "/events", "issues", IssueRoutes::events),
        write("POST", one + "/assignees", "issues", IssueRoutes::assign));
  }

  private static Reply list(Call call) {
    Repo repo = switchedOn(call);
    List<Issue> found = IssueQuery.of(call).select(repo.issues());
    return call.page(found, issue -> call.shapes().issue(repo, issue));
  }

  private static Reply read(Call call) {
    return Reply.json(200, call.shapes().issue(call.repo(), here(call)));
  }

  private static Reply create(Call call) {
    Repo repo = switchedOn(call);
    JsonNode body = call.body();
    String title = title(Json.text(body, "title"));
    boolean push = call.caller().hasPush(repo);
    // GitHub drops what only people with push access may set, without a word.
    List<String> labels = push ? Json.texts(body, "labels") : List.of();
    List<String> assignees = push ? assignees(repo, body) : List.of();
    Issue made = repo.issues().open(call.caller().login(), title, text(body), labels, assignees);
    return Reply.json(201, call.shapes().issue(repo, made))
        .with("Location", call.urls().api(repo) + "/issues/" + made.number());
  }

  private static Reply update(Call call) {
    Repo repo = call.repo();
    Issue before = here(call);
    JsonNode body = call.body();
    String actor = call.caller().login();
    boolean own = before.author().equalsIgnoreCase(actor);
    if (!own && !call.caller().hasPush(repo)) {
      throw Refusal.of(403, "Must have admin rights to Repository.");
    }
    int number = before.number();
    Issues issues = repo.issues();
    String title = body.has("title") ? title(Json.text(body, "title")) : null;
    List<String> assignees =
        body.has("assignees") || body.has("assignee") ? assignees(repo, body) : null;
    Runnable move = move(body, issues, before, actor);
    if (title != null) {
      issues.retitle(number, actor, title);
    }
    if (body.has("body")) {
      issues.say(number, actor, text(body));
    }
    if (body.has("labels")) {
      issues.label(number, actor, Json.texts(body, "labels"));
    }
    if (assignees != null) {
      issues.assign(number, actor, assignees);
    }
    move.run();
    return Reply.json(200, call.shapes().issue(repo, issues.get(number)));
  }

  /** What the wished-for state and reason come to; checked before anything is changed. */
  private static Runnable move(JsonNode body, Issues issues, Issue before, String actor) {
    String state = Json.text(body, "state");
    String reason = Json.text(body, "state_reason");
    if (reason != null
        && !List.of("completed", "not_planned", "duplicate", "reopened").contains(reason)) {
      throw Refusal.invalid("Issue", "state_reason", "invalid", reason);
    }
    if (state == null) {
      return () -> {};
    }
    return switch (state) {
      case "closed" -> {
        String said = reason == null || reason.equals("reopened") ? "" : reason;
        boolean already = !before.isOpen() && said.isEmpty();
        String why = said.isEmpty() ? "completed" : said;
        yield already ? () -> {} : () -> issues.close(before.number(), actor, why);
      }
      case "open" -> () -> issues.reopen(before.number(), actor);
      default -> throw Refusal.invalid("Issue", "state", "invalid", state);
    };
  }

  private static Reply timeline(Call call) {
    return IssueHistory.timeline(call, here(call));
  }

  private static Reply events(Call call) {
    return IssueHistory.events(call, here(call));
  }

  private static Reply assign(Call call) {
    Repo repo = call.repo();
    Issue issue = here(call);
    List<String> all = new ArrayList<>(issue.assignees());
    // Unlike in POST /issues, who cannot be assigned is left out here without a word.
    for (String login : Json.texts(call.body(), "assignees")) {
      if (call.caller().hasPush(repo)) {
        repo.collaborator(login).filter(l -> !all.contains(l)).ifPresent(all::add);
        // Copilot is assigned by people's tokens only, and shown under another name.
        boolean person = !call.caller().login().endsWith("[bot]");
        if (login.equals("copilot-swe-agent[bot]") && person && !all.contains("Copilot")) {
          all.add("Copilot");
        }
      }
    }
    Issue assigned = repo.issues().assign(issue.number(), call.caller().login(), all);
    return Reply.json(201, call.shapes().issue(repo, assigned));
  }

  /** The issue of the path, if it is still here. */
  static Issue here(Call call) {
    Repo repo = switchedOn(call);
    Issue issue =
        repo.issues().find((int) call.number("issue_number")).orElseThrow(Refusal::notFound);
    return switch (issue.standing()) {
      case Standing.Open o -> issue;
      case Standing.Closed c -> issue;
      case Standing.Deleted d -> throw Refusal.of(410, "This issue was deleted");
      case Standing.Transferred t -> throw moved(call, t);
    };
  }

  private static Refusal moved(Call call, Standing.Transferred to) {
    Repo target = call.world().repository(to.repository()).orElseThrow(Refusal::notFound);
    String rest = call.request().path().replaceFirst("^.*/issues/\\d+", "");
    String url =
        call.urls().api() + "/repositories/" + target.id() + "/issues/" + to.number() + rest;
    return Api.movedTo(call.request().method().equals("GET") ? 301 : 307, url);
  }

  private static Repo switchedOn(Call call) {
    if (!call.repo().hasIssues()) {
      throw Refusal.of(410, "Issues has been disabled in this repository.");
    }
    return call.repo();
  }

  private static String title(@Nullable String title) {
    if (title == null || title.isBlank()) {
      throw Refusal.invalid("Issue", "title", "missing_field", "");
    }
    if (title.length() > 256) {
      throw Refusal.invalid("Issue", "title", "custom", "");
    }
    return title;
  }

  private static @Nullable String text(JsonNode body) {
    String text = Json.text(body, "body");
    if (text != null && text.length() > 65_536) {
      throw Refusal.invalid("Issue", "body", "custom", "");
    }
    return text;
  }

  private static List<String> assignees(Repo repo, JsonNode body) {
    List<String> wanted = new ArrayList<>(Json.texts(body, "assignees"));
    String one = Json.text(body, "assignee");
    if (one != null && !one.isEmpty()) {
      wanted.add(one);
    }
    List<String> people = new ArrayList<>();
    for (String login : wanted) {
      people.add(
          repo.collaborator(login)
              .orElseThrow(() -> Refusal.invalid("Issue", "assignees", "invalid", login)));
    }
    return people;
  }
}
