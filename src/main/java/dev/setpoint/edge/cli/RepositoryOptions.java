package dev.setpoint.edge.cli;

import dev.setpoint.Place;
import dev.setpoint.edge.git.Author;
import dev.setpoint.edge.git.Globs;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * The options that say which repository is meant. A flag wins over the environment, which wins over
 * the checkout.
 */
final class RepositoryOptions {
  @Option(
      names = "--git-url",
      paramLabel = "URL",
      description = {
        "The repository as git reaches it: https://, http://, file:// or a path.",
        "SETPOINT_GIT_URL; default: $GITHUB_SERVER_URL/$GITHUB_REPOSITORY, else the checkout's origin. Never with a token in it."
      })
  Optional<String> gitUrl = Optional.empty();

  @Option(
      names = "--api-url",
      paramLabel = "URL",
      description = {
        "The root of GitHub's REST API.",
        "GITHUB_API_URL; default: https://api.github.com, or the API of the git URL's own server."
      })
  Optional<String> apiUrl = Optional.empty();

  @Option(
      names = "--repository",
      paramLabel = "OWNER/NAME",
      description = "The repository's name. GITHUB_REPOSITORY; default: the end of the git URL.")
  Optional<String> repository = Optional.empty();

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      description = {
        "The branch that holds the plans.",
        "SETPOINT_BRANCH; default: `branch` in .github/setpoint.yml, else the default branch."
      })
  Optional<String> branch = Optional.empty();

  @Option(
      names = "--plans",
      paramLabel = "GLOBS",
      description = {
        "Which files are plans, several globs separated by commas.",
        "SETPOINT_PLANS; default: `plans` in .github/setpoint.yml, else plans/**/*.md."
      })
  Optional<String> plans = Optional.empty();

  @Option(
      names = "--login",
      paramLabel = "LOGIN",
      description = {
        "The login under which the token writes.",
        "SETPOINT_LOGIN; default: github-actions[bot] for an Action's GITHUB_TOKEN, else GitHub is asked once."
      })
  Optional<String> login = Optional.empty();

  @Option(
      names = "--author",
      paramLabel = "'NAME <MAIL>'",
      description = "Whose name the commits carry. SETPOINT_AUTHOR; default: github-actions[bot].")
  Optional<String> author = Optional.empty();

  /**
   * The place that flags, environment and checkout name together.
   *
   * @throws WrongUsage in a sentence
   */
  Place place(Surroundings around) {
    String git = GitHubAddress.withoutCredentials(gitUrl(around));
    Optional<String> told = apiUrl.or(() -> around.variable("GITHUB_API_URL"));
    String api = told.orElseGet(() -> GitHubAddress.api(git));
    String name =
        repository
            .or(() -> around.variable("GITHUB_REPOSITORY"))
            .or(() -> GitHubAddress.repository(git))
            .orElseThrow(
                () ->
                    new WrongUsage(
                        "no repository's name in " + git + ": give --repository OWNER/NAME"));
    return new Place(
        git,
        api(api),
        name,
        web(api, around) + "/" + name,
        branch.or(() -> around.variable("SETPOINT_BRANCH")),
        globs(around),
        around.token(),
        login.or(() -> around.variable("SETPOINT_LOGIN")),
        isActionsToken(around),
        author(around),
        around.variable("GITHUB_RUN_ID").map(id -> "run " + id).orElse("command line"));
  }

  /** The globs that flags or environment name; empty for none. */
  List<String> globs(Surroundings around) {
    return plans
        .or(() -> around.variable("SETPOINT_PLANS"))
        .map(text -> Globs.parse(text).patterns())
        .orElse(List.of());
  }

  private String gitUrl(Surroundings around) {
    return gitUrl
        .or(() -> around.variable("SETPOINT_GIT_URL"))
        .or(() -> ofServer(around))
        .or(() -> Checkout.around(around.directory()).flatMap(Checkout::origin))
        .orElseThrow(
            () ->
                new WrongUsage(
                    "which repository? Stand in a checkout that has an `origin`, or give --git-url URL"));
  }

  private static Optional<String> ofServer(Surroundings around) {
    return around
        .variable("GITHUB_REPOSITORY")
        .flatMap(name -> around.variable("GITHUB_SERVER_URL").map(server -> server + "/" + name));
  }

  private static URI api(String text) {
    try {
      return URI.create(text.replaceAll("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw new WrongUsage("the API URL is not a URL: write https://host/path");
    }
  }

  // The server's own word counts where its API is the one in use.
  private String web(String api, Surroundings around) {
    Optional<String> server =
        apiUrl.isPresent() || around.variable("GITHUB_API_URL").isEmpty()
            ? Optional.empty()
            : around.variable("GITHUB_SERVER_URL");
    return server.map(s -> s.replaceAll("/+$", "")).orElseGet(() -> GitHubAddress.web(api));
  }

  private static boolean isActionsToken(Surroundings around) {
    return around.inAction() && around.variable("SETPOINT_TOKEN").isEmpty();
  }

  private Author author(Surroundings around) {
    try {
      return author
          .or(() -> around.variable("SETPOINT_AUTHOR"))
          .map(Author::parse)
          .orElse(Author.ACTIONS_BOT);
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
  }
}
