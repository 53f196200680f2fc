package dev.setpoint.edge.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHPermissionType;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;

/**
 * The calls that github-api makes well, all over our own {@link Wire}. It is made ready without a
 * request, and loaded only when one of these calls is made: its JSON binding is slow to start.
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

  boolean mayWrite(String login) throws IOException {
    if (!login.matches("[A-Za-z0-9-]+(\\[bot])?")) {
      return false;
    }
    Optional<Boolean> may =
        unlessMissing(
            "ask whether " + login + " may write",
            () -> repository().hasPermission(login, GHPermissionType.WRITE));
    return may.orElse(false);
  }

  boolean isProtected(String branch) throws IOException {
    String doing = "ask whether `" + branch + "` is protected";
    return unlessMissing(doing, () -> repository().getBranch(branch).isProtected())
        .orElseThrow(() -> new IOException("cannot " + doing + ": there is no such branch"));
  }

  void comment(int number, String body) throws IOException {
    call("comment on #" + number, () -> issue(number).getIssue().comment(body));
  }

  /** Creates a label; one that exists, however it is capitalised, is left as it is. */
  void ensureLabel(String name, String color, String description) throws IOException {
    String doing = "create the label `" + name + "`";
    try {
      call(doing, () -> repository().createLabel(name, color, description));
    } catch (IOException e) {
      boolean exists =
          connector
              .last()
              .filter(a -> a.status() == 422 && a.text().contains("already_exists"))
              .isPresent();
      if (!exists) {
        throw e;
      }
    }
  }

  private GHRepository repository() throws IOException {
    return live(GHEventPayload.Repository.class, Json.object()).getRepository();
  }

  private GHEventPayload.Issue issue(int number) throws IOException {
    ObjectNode payload = Json.object();
    payload.putObject("issue").put("number", number);
    return live(GHEventPayload.Issue.class, payload);
  }

  /**
   * Objects that can act on GitHub, without asking it for them first: as if a webhook brought them.
   */
  private <T extends GHEventPayload> T live(Class<T> type, ObjectNode payload) throws IOException {
    String[] name = options.repository().split("/", -1);
    ObjectNode repository = payload.putObject("repository");
    repository.put("name", name[1]).put("full_name", options.repository());
    repository.putObject("owner").put("login", name[0]);
    return github().parseEventPayload(new StringReader(payload.toString()), type);
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

  /** Some work with github-api's objects. */
  private interface Call<T> {
    T make() throws IOException;
  }

  private <T> T call(String doing, Call<T> call) throws IOException {
    return unlessMissing(doing, call)
        .orElseThrow(
            () ->
                connector
                    .last()
                    .map(answer -> Trouble.of(doing, answer))
                    .orElseGet(() -> new IOException("cannot " + doing)));
  }

  /** Empty when GitHub answers 404; any other failure in our words rather than the library's. */
  private <T> Optional<T> unlessMissing(String doing, Call<T> call) throws IOException {
    connector.forget();
    try {
      return Optional.of(call.make());
    } catch (IOException | RuntimeException e) {
      Optional<Answer> last = connector.last();
      if (last.isEmpty()) {
        throw new IOException("cannot " + doing + ": " + connector.failure());
      }
      if (last.get().status() == 404) {
        return Optional.empty();
      }
      throw last.get().ok()
          ? Trouble.malformed(doing, "a success that cannot be read")
          : Trouble.of(doing, last.get());
    }
  }
}
