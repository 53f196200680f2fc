package dev.setpoint.edge.github;

import dev.setpoint.edge.json.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;

/**
 * What doctor asks through github-api, over our own {@link Wire}. The pass never does: the library
 * with its JSON binding takes longer to load than a whole pass may last.
 */
final class Library {
  // Kept here so that the setting is not garbage-collected. The library warns of words it does not
  // know; what Setpoint has to say about them it says itself.
  private static final Logger SILENT = Logger.getLogger("org.kohsuke.github");

  static {
    SILENT.setLevel(Level.OFF);
  }

  private final GitHubOptions options;
  private final Connector connector;
  private @Nullable GitHub github;

  Library(GitHubOptions options, Wire wire) {
    this.options = options;
    this.connector = new Connector(wire);
  }

  /** Whether the branch is protected; empty where GitHub does not say. */
  Optional<Boolean> isProtected(String branch) throws IOException {
    connector.forget();
    try {
      return Optional.of(repository().getBranch(branch).isProtected());
    } catch (IOException | RuntimeException e) {
      if (connector.last().filter(a -> a.status() >= 400 && a.status() < 500).isPresent()) {
        return Optional.empty();
      }
      String why = connector.last().map(Trouble::words).orElseGet(connector::failure);
      throw new IOException("cannot ask whether `" + branch + "` is protected: " + why);
    }
  }

  /**
   * The repository as an object that can act, without asking GitHub for it first: as if a webhook
   * brought it.
   */
  private GHRepository repository() throws IOException {
    String[] name = options.repository().split("/", -1);
    ObjectNode repository =
        Json.object().put("name", name[1]).put("full_name", options.repository());
    repository.set("owner", Json.object().put("login", name[0]));
    StringReader payload = new StringReader(Json.object().set("repository", repository).toString());
    return github().parseEventPayload(payload, GHEventPayload.Repository.class).getRepository();
  }

  private GitHub github() throws IOException {
    GitHub ready = github;
    if (ready == null) {
      // No credentials here: the wire adds the token to what goes to the configured origin, and a
      // library without it can neither send it elsewhere nor ask who it belongs to.
      ready =
          new GitHubBuilder()
              .withEndpoint(options.api().toString())
              .withConnector(connector)
              .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
              .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
              .build();
      github = ready;
    }
    return ready;
  }
}
