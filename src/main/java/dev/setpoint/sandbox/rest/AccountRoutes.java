package dev.setpoint.sandbox.rest;

import static dev.setpoint.sandbox.rest.Route.get;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.RateLimits;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Token;
import java.util.List;

/** Who am I, how much may I ask, and which repositories was I installed on. */
final class AccountRoutes {
  private AccountRoutes() {}

  static List<Route> all() {
    return List.of(
        get("/user", "", AccountRoutes::user),
        get("/rate_limit", "", AccountRoutes::rateLimit),
        get("/installation/repositories", "", AccountRoutes::installed));
  }

  private static Reply user(Call call) {
    Caller caller = call.caller();
    Token token = caller.token();
    if (token == null) {
      throw Refusal.needsLogin();
    }
    if (token.kind() != Token.Kind.USER) {
      throw caller.lacking(); // an installation is nobody: GitHub answers 403 here
    }
    return Reply.json(200, profile(call, caller.login()));
  }

  static ObjectNode profile(Call call, String login) {
    ObjectNode json = call.shapes().account(login);
    for (String field :
        List.of("name", "company", "blog", "location", "email", "hireable", "bio")) {
      json.putNull(field);
    }
    for (String field : List.of("public_repos", "public_gists", "followers", "following")) {
      json.put(field, 0);
    }
    String since = Shapes.time(call.world().repositories().getFirst().createdAt());
    return json.put("created_at", since).put("updated_at", since);
  }

  private static Reply rateLimit(Call call) {
    Caller caller = call.caller();
    RateLimits.Window window = call.world().rates().of(caller.account(), caller.hourlyLimit());
    ObjectNode json = Json.object();
    ObjectNode resources = json.putObject("resources");
    for (String resource : List.of("core", "search", "graphql")) {
      resources.set(resource, shape(window));
    }
    json.set("rate", shape(window));
    return Reply.json(200, json);
  }

  private static ObjectNode shape(RateLimits.Window window) {
    return Json.object()
        .put("limit", window.limit())
        .put("used", Math.min(window.used(), window.limit()))
        .put("remaining", window.remaining())
        .put("reset", window.reset().getEpochSecond())
        .put("resource", "core");
  }

  private static Reply installed(Call call) {
    Token token = call.caller().token();
    if (token == null) {
      throw Refusal.needsLogin();
    }
    if (token.kind() == Token.Kind.USER) {
      throw Refusal.of(
          403,
          "You must authenticate with an installation access token in order to list repositories"
              + " for an installation.");
    }
    List<Repo> visible =
        call.world().repositories().stream()
            .filter(call.caller()::sees)
            .filter(repo -> call.world().apps().reaches(token, repo))
            .toList();
    return call.page(
        "repositories", visible, repo -> call.shapes().repos().full(repo, call.caller()));
  }
}
