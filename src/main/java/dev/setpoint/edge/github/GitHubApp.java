package dev.setpoint.edge.github;

import dev.setpoint.edge.Token;
import dev.setpoint.edge.json.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a GitHub App asks in its own name: who it is, where it is installed, and for tokens. */
public final class GitHubApp {
  private final String api;
  private final AppKey key;

  public GitHubApp(String api, AppKey key) {
    this.api = api;
    this.key = key;
  }

  /**
   * One installation.
   *
   * @param account whose repositories it may reach
   */
  public record Installation(long id, String account, boolean suspended) {}

  /**
   * An installation's token: opaque, of any length.
   *
   * @param until when it ends, by this machine's clock
   */
  public record Access(Token token, Instant until) {}

  /** The name under which the App writes, {@code <slug>[bot]}. */
  public String login() throws IOException {
    return Json.text(
            Rest.content("ask for the App", rest().askRoot("ask for the App", "/app")), "slug")
        + "[bot]";
  }

  /**
   * The number of that account, which is part of its no-reply address; empty when GitHub does not
   * tell.
   */
  public Optional<Long> accountNumber(String login) throws IOException {
    Answer answer = rest().askRoot("ask for the App's account", "/users/" + Rest.escape(login));
    return answer.ok()
        ? Optional.of(Json.number(Json.read(answer.body()), "id"))
        : Optional.empty();
  }

  /** Every installation, suspended ones too. */
  public List<Installation> installations() throws IOException {
    List<Installation> all = new ArrayList<>();
    for (JsonNode page :
        rest().rootPages("list the App's installations", "/app/installations?" + Rest.PAGE)) {
      for (JsonNode one : page) {
        boolean suspended = one.path("suspended_at").isTextual();
        all.add(
            new Installation(
                Json.number(one, "id"), one.path("account").path("login").asText(""), suspended));
      }
    }
    return all;
  }

  /** A new token for one installation. */
  public Access access(long installation) throws IOException {
    String doing = "get a token for installation " + installation;
    Rest rest = rest();
    JsonNode made =
        rest.post(doing, "/app/installations/" + installation + "/access_tokens", Json.object());
    Instant ends = Json.time(made, "expires_at");
    Instant now = Instant.now();
    Duration life = Duration.between(rest.serverTime().orElse(now), ends);
    return new Access(Token.of(Json.text(made, "token")), now.plus(life));
  }

  /**
   * Full names of the repositories that an installation's token reaches; archived ones left out.
   */
  public List<String> repositories(Token access) throws IOException {
    List<String> names = new ArrayList<>();
    Rest rest = new Rest(new Wire(GitHubOptions.ofServer(api, access)), "");
    for (JsonNode page :
        rest.rootPages(
            "list an installation's repositories", "/installation/repositories?" + Rest.PAGE)) {
      for (JsonNode one : page.path("repositories")) {
        if (!one.path("archived").asBoolean()) {
          names.add(Json.text(one, "full_name"));
        }
      }
    }
    return names;
  }

  // One wire each: they are asked from several threads.
  private Rest rest() {
    return new Rest(new Wire(GitHubOptions.ofServer(api, key.token())), "");
  }
}
