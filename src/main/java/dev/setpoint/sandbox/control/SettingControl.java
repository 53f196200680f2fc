package dev.setpoint.sandbox.control;

import static dev.setpoint.sandbox.control.Control.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.rest.Json;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Role;
import dev.setpoint.sandbox.world.Token;
import dev.setpoint.sandbox.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Changes who may do what: tokens, roles, protection, and a repository's switches. */
final class SettingControl {
  private final World world;

  SettingControl(World world) {
    this.world = world;
  }

  List<Control.Operation> operations() {
    return List.of(
        operation(
            "POST",
            "/repositories",
            "another repository with the same people: `name`",
            this::create),
        operation(
            "POST",
            "/settings",
            "any of `private`, `archived`, `issues`, `actions`, `defaultBranch`, `rename`,"
                + " `disableWorkflow`, `enableWorkflow`, `returnRunDetails`",
            this::settings),
        operation(
            "POST",
            "/people",
            "what somebody may do: `login`, `permission` (none, read, triage, write, maintain,"
                + " admin)",
            this::people),
        operation(
            "POST",
            "/tokens",
            "a new token: `token`; `kind` (user, app, actions), `login`, `permissions`; or `revoke`"
                + " (a token)",
            this::token),
        operation(
            "POST",
            "/permissions",
            "what a token, or every one, may do: `permissions`; `token`",
            this::permissions),
        operation(
            "POST",
            "/protect",
            "a branch is protected: `branch`; `allow` (logins); or `off`: true",
            this::protect));
  }

  /** {@code {"name":"shop/docs"}}: another repository, with the same people. */
  private Reply create(Ask ask) {
    Repo first = ask.repo();
    Repo made = world.create(ask.text("name"));
    first.collaborators().forEach(login -> made.grant(login, first.roleOf(login)));
    GitStore.Change readme = GitStore.Change.write("README.md", "# " + made.name() + "\n");
    made.git().commit("main", List.of(readme), ask.person().login(), "Start", world.now());
    return Reply.json(200, Json.object().put("repository", made.fullName()));
  }

  /**
   * Any of {@code private, archived, issues, actions} (true or false), {@code defaultBranch},
   * {@code rename}, {@code disableWorkflow}, {@code enableWorkflow}, {@code returnRunDetails}.
   */
  private Reply settings(Ask ask) {
    JsonNode body = ask.body();
    Repo repo = ask.repo();
    body.properties()
        .forEach(
            field -> {
              boolean on = field.getValue().asBoolean();
              String text = field.getValue().asText();
              switch (field.getKey()) {
                case "private" -> repo.hidden(on);
                case "archived" -> repo.archived(on);
                case "issues" -> repo.hasIssues(on);
                case "actions" -> repo.hasActions(on);
                case "defaultBranch" -> repo.defaultBranch(text);
                case "rename" -> world.rename(repo, text);
                case "disableWorkflow" -> repo.workflows().disable(text);
                case "enableWorkflow" -> repo.workflows().enable(text);
                case "returnRunDetails" -> world.returnsRunDetails(on);
                case "repository" -> {}
                default -> throw new IllegalArgumentException("no such setting: " + field.getKey());
              }
            });
    return Reply.json(200, Json.object().put("repository", repo.fullName()));
  }

  private Reply people(Ask ask) {
    ask.repo().grant(ask.text("login"), Role.named(ask.text("permission")));
    return Reply.json(200, Json.object());
  }

  /** {@code {"token","kind":"user|app|actions","login","permissions":{…}}}; or {@code "revoke"}. */
  private Reply token(Ask ask) {
    if (ask.body().has("revoke")) {
      world.revoke(ask.text("revoke"));
      return Reply.json(200, Json.object());
    }
    Token.Kind kind =
        Token.Kind.valueOf(Json.text(ask.body(), "kind", "user").toUpperCase(Locale.ROOT));
    String login =
        kind == Token.Kind.ACTIONS
            ? "github-actions[bot]"
            : Json.text(ask.body(), "login", "setpoint-bot");
    String full = kind == Token.Kind.APP && !login.endsWith("[bot]") ? login + "[bot]" : login;
    world.add(new Token(ask.text("token"), kind, full, grants(ask.body().path("permissions"))));
    return Reply.json(200, Json.object().put("login", full));
  }

  /** {@code {"token"?,"permissions":{"issues":"none"}}}; without a token, all of them. */
  private Reply permissions(Ask ask) {
    Map<String, Token.Access> grants = grants(ask.body().path("permissions"));
    String value = Json.text(ask.body(), "token");
    List<Token> changed =
        value == null ? world.tokens() : List.of(world.token(value).orElseThrow());
    changed.forEach(token -> world.add(token.granting(grants)));
    return Reply.json(200, Json.object());
  }

  private static Map<String, Token.Access> grants(JsonNode permissions) {
    Map<String, Token.Access> grants = new LinkedHashMap<>();
    permissions
        .properties()
        .forEach(p -> grants.put(p.getKey(), Token.Access.named(p.getValue().asText())));
    return grants;
  }

  /** {@code {"branch":"main","allow":["alice"]}}, or {@code "off":true}. */
  private Reply protect(Ask ask) {
    if (ask.body().path("off").asBoolean(false)) {
      ask.repo().unprotect(ask.text("branch"));
    } else {
      ask.repo().protect(ask.text("branch"), Set.copyOf(Json.texts(ask.body(), "allow")));
    }
    return Reply.json(200, Json.object());
  }
}
