package dev.setpoint.edge.github;

import dev.setpoint.edge.Token;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * What the GitHub side needs to know.
 *
 * @param api the REST API's root, for example {@code https://api.github.com}
 * @param repository {@code owner/name}
 * @param token sent to the API's own origin only
 * @param login what {@code --login} says: under which name this token writes
 * @param agentToken used for one call alone: assigning a coding agent
 * @param actionsToken the token is an Action's {@code GITHUB_TOKEN}, which may not ask who it is
 */
public record GitHubOptions(
    URI api,
    String repository,
    Token token,
    Optional<String> login,
    boolean actionsToken,
    Optional<Token> agentToken) {
  /**
   * Checks what comes from flags and environment.
   *
   * @throws IllegalArgumentException in a sentence
   */
  public GitHubOptions {
    if (!repository.matches("[A-Za-z0-9_-]+/(?!\\.\\.?$)[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException(
          "a repository is written owner/name, not `" + repository + "`");
    }
    String scheme = String.valueOf(api.getScheme());
    if (!(scheme.equals("https") || scheme.equals("http")) || api.getHost() == null) {
      throw new IllegalArgumentException("the API URL must start with https:// or http://");
    }
    if (api.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "the API URL must not contain credentials: set SETPOINT_TOKEN or GITHUB_TOKEN");
    }
  }

  public static GitHubOptions of(String api, String repository, Token token) {
    try {
      URI root = new URI(api.replaceAll("/+$", ""));
      return new GitHubOptions(root, repository, token, Optional.empty(), false, Optional.empty());
    } catch (URISyntaxException e) {
      // The exception quotes the whole URL, and with it what may be a secret.
      throw new IllegalArgumentException("the API URL is not a URL");
    }
  }

  /** For what belongs to no repository: the App itself, a person who signs in. */
  static GitHubOptions ofServer(String api, Token token) {
    return of(api, "-/-", token);
  }

  public GitHubOptions withLogin(String other) {
    return new GitHubOptions(api, repository, token, Optional.of(other), actionsToken, agentToken);
  }

  public GitHubOptions withActionsToken() {
    return new GitHubOptions(api, repository, token, login, true, agentToken);
  }

  public GitHubOptions withAgentToken(Token other) {
    return new GitHubOptions(api, repository, token, login, actionsToken, Optional.of(other));
  }

  /** Whether the API is a stand-in on this very machine. */
  boolean isLocal() {
    String host = api.getHost();
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }
}
