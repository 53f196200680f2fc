package dev.setpoint.edge.github;

import dev.setpoint.edge.Token;
import dev.setpoint.edge.json.JsonNode;
import dev.setpoint.edge.json.ObjectNode;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who somebody is at GitHub, and which of the App's repositories GitHub shows them: the web flow of
 * a GitHub App's user tokens. The user's token is used for these questions and then forgotten.
 */
public final class GitHubSignIn {
  private final String api;
  private final String web;
  private final String clientId;
  private final Token clientSecret;

  /**
   * @param web the root of GitHub's pages
   */
  public GitHubSignIn(String api, String web, String clientId, Token clientSecret) {
    this.api = api;
    this.web = web;
    this.clientId = clientId;
    this.clientSecret = clientSecret;
  }

  /**
   * A person.
   *
   * @param repositories full names of what they may see, among what the App is installed on
   */
  public record Visitor(String login, Set<String> repositories) {}

  /** Where to send a browser that wants to sign in. */
  public String address(String state, String back) {
    return web
        + "/login/oauth/authorize?client_id="
        + Rest.escape(clientId)
        + Rest.with("state", state)
        + Rest.with("redirect_uri", back);
  }

  /** Who came back with this code. */
  public Visitor visitor(String code, String back) throws IOException {
    ObjectNode ask =
        Json.object()
            .put("client_id", clientId)
            .put("client_secret", clientSecret.reveal())
            .put("code", code)
            .put("redirect_uri", back);
    Rest pages = new Rest(new Wire(GitHubOptions.ofServer(web, Token.NONE)), "");
    JsonNode answer = pages.post("sign in", "/login/oauth/access_token", ask);
    String access = answer.path("access_token").asText("");
    if (access.isEmpty()) {
      throw new IOException("cannot sign in: GitHub does not accept the code; try again");
    }
    return visitor(Token.of(access));
  }

  private Visitor visitor(Token token) throws IOException {
    Rest rest = new Rest(new Wire(GitHubOptions.ofServer(api, token)), "");
    String doing = "ask what a visitor may see";
    String login = Json.text(Rest.content(doing, rest.askRoot(doing, "/user")), "login");
    Set<String> names = new TreeSet<>();
    for (JsonNode page : rest.rootPages(doing, "/user/installations?" + Rest.PAGE)) {
      for (JsonNode installation : page.path("installations")) {
        long id = Json.number(installation, "id");
        String path = "/user/installations/" + id + "/repositories?" + Rest.PAGE;
        for (JsonNode list : rest.rootPages(doing, path)) {
          for (JsonNode repository : list.path("repositories")) {
            names.add(Json.text(repository, "full_name"));
          }
        }
      }
    }
    return new Visitor(login, names);
  }
}
