package dev.setpoint.sandbox.rest;

import static dev.setpoint.sandbox.rest.Route.get;
import static dev.setpoint.sandbox.rest.Route.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Role;
import java.util.List;

/** The repository itself, its branches and its people. */
final class RepoRoutes {
  private static final String AT = "/repos/{owner}/{repo}";

  private RepoRoutes() {}

  static List<Route> all() {
    return List.of(
        get(AT, "metadata", RepoRoutes::repository),
        get(AT + "/branches/{branch...}", "contents", RepoRoutes::branch),
        get(AT + "/assignees/{assignee}", "metadata", RepoRoutes::assignee),
        get(AT + "/collaborators/{username}/permission", "metadata", RepoRoutes::permission),
        write("POST", AT + "/dispatches", "contents", RepoRoutes::dispatch));
  }

  private static Reply repository(Call call) {
    return Reply.json(200, call.shapes().repos().full(call.repo(), call.caller()));
  }

  private static Reply branch(Call call) {
    Repo repo = call.repo();
    String name = call.place("branch");
    return repo.git()
        .commitAt("refs/heads/" + name)
        .map(tip -> Reply.json(200, call.shapes().repos().branch(repo, name, tip)))
        .orElseThrow(() -> Refusal.of(404, "Branch not found"));
  }

  private static Reply assignee(Call call) {
    boolean may = call.repo().collaborator(call.place("assignee")).isPresent();
    if (!may) {
      throw Refusal.notFound();
    }
    return Reply.empty(204);
  }

  private static Reply permission(Call call) {
    String login = call.place("username");
    if (!call.world().accounts().knows(login)) {
      throw Refusal.of(404, login + " is not a user");
    }
    Role role = call.repo().roleOf(login);
    // The older field knows four words only.
    String permission =
        switch (role) {
          case NONE -> "none";
          case READ, TRIAGE -> "read";
          case WRITE, MAINTAIN -> "write";
          case ADMIN -> "admin";
        };
    ObjectNode json = Json.object().put("permission", permission);
    ObjectNode user = call.shapes().account(login).put("role_name", role.word());
    user.putObject("permissions")
        .put("admin", role.atLeast(Role.ADMIN))
        .put("maintain", role.atLeast(Role.MAINTAIN))
        .put("push", role.atLeast(Role.WRITE))
        .put("triage", role.atLeast(Role.TRIAGE))
        .put("pull", role.atLeast(Role.READ));
    json.set("user", user);
    return Reply.json(200, json.put("role_name", role.word()));
  }

  private static Reply dispatch(Call call) {
    JsonNode body = call.body();
    String type = Json.text(body, "event_type");
    if (type == null || type.isEmpty() || type.length() > 100) {
      throw Refusal.unprocessable("Invalid request.\n\n\"event_type\" wasn't supplied.");
    }
    call.repo().dispatched(call.caller().login(), type, body.path("client_payload").toString());
    return Reply.empty(204);
  }
}
