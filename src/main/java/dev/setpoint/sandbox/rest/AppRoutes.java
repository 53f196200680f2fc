package dev.setpoint.sandbox.rest;

import static dev.setpoint.sandbox.rest.Route.get;
import static dev.setpoint.sandbox.rest.Route.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.Apps;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Role;
import dev.setpoint.sandbox.world.Token;
import java.util.List;
import java.util.Optional;

/** What a GitHub App asks in its own name, and what people ask through one. */
final class AppRoutes {
  private AppRoutes() {}

  static List<Route> all() {
    return List.of(
        get("/app", "", AppRoutes::app),
        get("/app/installations", "", AppRoutes::installations),
        write("POST", "/app/installations/{installation_id}/access_tokens", "", AppRoutes::access),
        write("POST", "/app-manifests/{code}/conversions", "", AppRoutes::converted),
        get("/users/{username}", "", AppRoutes::person),
        get("/user/installations", "", AppRoutes::visible),
        get(
            "/user/installations/{installation_id}/repositories",
            "",
            AppRoutes::visibleRepositories));
  }

  private static Apps.App asking(Call call) {
    Token token = call.caller().token();
    Optional<Apps.App> app =
        token == null || token.kind() != Token.Kind.JWT
            ? Optional.empty()
            : call.world().apps().signedBy(token.value());
    return app.orElseThrow(() -> Refusal.of(401, "A JSON web token could not be decoded"));
  }

  private static Reply app(Call call) {
    return Reply.json(200, app(call, asking(call)));
  }

  private static ObjectNode app(Call call, Apps.App app) {
    String since = Shapes.time(call.world().repositories().getFirst().createdAt());
    ObjectNode json = Json.object();
    json.put("id", app.id()).put("slug", app.slug()).put("node_id", Shapes.nodeId("A", app.id()));
    json.put("client_id", app.clientId());
    json.set("owner", call.shapes().account("alice"));
    json.put("name", app.slug()).putNull("description");
    json.put("external_url", "https://setpoint.example");
    json.put("html_url", call.urls().web() + "/apps/" + app.slug());
    json.put("created_at", since).put("updated_at", since);
    permissions(json.putObject("permissions"));
    json.putArray("events").add("push").add("issues");
    return json;
  }

  private static void permissions(ObjectNode json) {
    json.put("actions", "write").put("contents", "write").put("issues", "write");
    json.put("metadata", "read").put("pull_requests", "write");
  }

  private static Reply installations(Call call) {
    Apps.App app = asking(call);
    List<Apps.Installation> all =
        call.world().apps().installations().stream().filter(i -> i.app().equals(app)).toList();
    return call.page(all, i -> installation(call, i));
  }

  private static ObjectNode installation(Call call, Apps.Installation one) {
    String url = call.urls().api() + "/app/installations/" + one.id();
    String since = Shapes.time(call.world().repositories().getFirst().createdAt());
    ObjectNode account = call.shapes().account(one.account());
    ObjectNode json = Json.object().put("id", one.id());
    json.set("account", account);
    json.put("repository_selection", "selected");
    json.put("access_tokens_url", url + "/access_tokens");
    json.put("repositories_url", call.urls().api() + "/installation/repositories");
    json.put("html_url", call.urls().web() + "/settings/installations/" + one.id());
    json.put("app_id", one.app().id()).put("app_slug", one.app().slug());
    json.put("target_id", account.path("id").asLong());
    json.put("target_type", account.path("type").asText());
    permissions(json.putObject("permissions"));
    json.putArray("events").add("push").add("issues");
    json.put("created_at", since).put("updated_at", since).putNull("single_file_name");
    if (one.suspendedAt().isPresent()) {
      json.set("suspended_by", call.shapes().account(one.account()));
      json.put("suspended_at", Shapes.time(one.suspendedAt().get()));
    } else {
      json.putNull("suspended_by").putNull("suspended_at");
    }
    return json;
  }

  private static Reply access(Call call) {
    Apps.App app = asking(call);
    Apps.Installation one =
        call.world()
            .apps()
            .installation(call.number("installation_id"))
            .filter(i -> i.app().equals(app))
            .orElseThrow(Refusal::notFound);
    if (one.suspendedAt().isPresent()) {
      throw Refusal.of(403, "This installation has been suspended");
    }
    Apps.Minted minted = call.world().apps().mint(one);
    ObjectNode json = Json.object();
    json.put("token", minted.value()).put("expires_at", Shapes.time(minted.until()));
    permissions(json.putObject("permissions"));
    json.put("repository_selection", "selected");
    return Reply.json(201, json);
  }

  private static Reply converted(Call call) {
    Apps.App app = call.world().apps().converted(call.place("code")).orElseThrow(Refusal::notFound);
    ObjectNode json = app(call, app);
    json.put("client_secret", app.clientSecret()).put("webhook_secret", app.webhookSecret());
    json.put("pem", app.pem());
    return Reply.json(201, json);
  }

  private static Reply person(Call call) {
    String login = call.place("username");
    if (!call.world().accounts().knows(login)) {
      throw Refusal.notFound();
    }
    return Reply.json(200, AccountRoutes.profile(call, login));
  }

  private static Token visitor(Call call) {
    Token token = call.caller().token();
    if (token == null || token.kind() != Token.Kind.USER) {
      throw Refusal.of(
          403, "You must authenticate with an access token authorized to a GitHub App");
    }
    return token;
  }

  private static Reply visible(Call call) {
    Token token = visitor(call);
    List<Apps.Installation> seen =
        call.world().apps().installations().stream()
            .filter(i -> !repositories(call, i, token).isEmpty())
            .toList();
    return call.page("installations", seen, i -> installation(call, i));
  }

  private static Reply visibleRepositories(Call call) {
    Token token = visitor(call);
    Apps.Installation one =
        call.world()
            .apps()
            .installation(call.number("installation_id"))
            .orElseThrow(Refusal::notFound);
    return call.page(
        "repositories",
        repositories(call, one, token),
        repo -> call.shapes().repos().full(repo, call.caller()));
  }

  private static List<Repo> repositories(Call call, Apps.Installation one, Token token) {
    return call.world().repositories().stream()
        .filter(one::has)
        .filter(r -> r.roleOf(token.login()).atLeast(Role.READ))
        .toList();
  }

  /** {@code POST /login/oauth/access_token}, which is a page's address and no part of the API. */
  static Reply signIn(
      dev.setpoint.sandbox.web.Request request, dev.setpoint.sandbox.world.World world) {
    var body = Json.read(request.body().text());
    if (body == null) {
      return Reply.json(400, Json.object());
    }
    Optional<String> token =
        world
            .apps()
            .visit(
                Json.text(body, "client_id", ""),
                Json.text(body, "client_secret", ""),
                Json.text(body, "code", ""));
    ObjectNode answer =
        token
            .map(
                t ->
                    Json.object()
                        .put("access_token", t)
                        .put("token_type", "bearer")
                        .put("scope", ""))
            .orElseGet(() -> Json.object().put("error", "bad_verification_code"));
    return Reply.json(200, answer);
  }
}
