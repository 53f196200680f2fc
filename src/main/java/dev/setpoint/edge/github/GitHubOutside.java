package dev.setpoint.edge.github;

import dev.setpoint.edge.json.JsonNode;
import dev.setpoint.execute.Hands;
import dev.setpoint.plan.Happening;
import dev.setpoint.read.Outside;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks at pull requests, releases and tags, of this repository and of others the token can see.
 */
final class GitHubOutside implements Outside {
  private final Rest rest;
  private final Hands hands;

  GitHubOutside(Rest rest, Hands hands) {
    this.rest = rest;
    this.hands = hands;
  }

  @Override
  public Instant now() throws IOException {
    return hands.now();
  }

  @Override
  public Seen look(Happening what) throws IOException {
    return switch (what) {
      case Happening.Merged m -> merged(m);
      case Happening.Released r ->
          byTag(r, "/releases/tags/" + Rest.escape(r.tag()), GitHubOutside::published);
      case Happening.Tagged t ->
          byTag(
              t,
              "/git/ref/tags/" + Rest.escape(t.tag()).replace("%2F", "/"),
              node -> Optional.of(rest.serverTime().orElse(Instant.EPOCH)));
    };
  }

  private Seen merged(Happening.Merged m) throws IOException {
    Answer answer = ask(m, "/pulls/" + m.number());
    String name = m.repository().orElse("") + "#" + m.number();
    if (answer.status() == 404 || answer.status() == 410) {
      Optional<Seen> unseen = unseen(m);
      return unseen.orElseGet(
          () ->
              new Seen.Never(
                  "there is no pull request " + name + " that the token can see",
                  "check the number; the token needs `pull-requests: read`"));
    }
    Optional<Seen> refused = refused(m, answer);
    if (refused.isPresent()) {
      return refused.get();
    }
    JsonNode pull = Rest.content("read the pull request " + name, answer);
    Optional<Instant> at = Json.optionalTime(pull, "merged_at");
    if (at.isPresent()) {
      return new Seen.Happened(at.get());
    }
    return pull.path("state").asText().equals("closed")
        ? new Seen.Never(
            name + " was closed without being merged",
            "name another pull request, or write `skip: reason`")
        : new Seen.NotYet();
  }

  private Seen byTag(Happening what, String path, When when) throws IOException {
    Answer answer = ask(what, path);
    if (answer.status() == 404) {
      return unseen(what).orElseGet(Seen.NotYet::new);
    }
    Optional<Seen> refused = refused(what, answer);
    if (refused.isPresent()) {
      return refused.get();
    }
    return when.of(Rest.content("look whether " + what.words(), answer))
        .<Seen>map(Seen.Happened::new)
        .orElseGet(Seen.NotYet::new);
  }

  private static Optional<Instant> published(JsonNode release) throws IOException {
    return release.path("draft").asBoolean()
        ? Optional.empty()
        : Optional.of(Json.time(release, "published_at"));
  }

  /** When something came about, by what GitHub shows of it; empty when it has not. */
  private interface When {
    Optional<Instant> of(JsonNode node) throws IOException;
  }

  private Answer ask(Happening what, String path) throws IOException {
    return rest.askRoot("look whether " + what.words(), repository(what) + path);
  }

  private String repository(Happening what) {
    return "/repos/" + what.repository().orElseGet(rest::repository);
  }

  /** GitHub answers "not found" for what it does not show; the repository itself tells which. */
  private Optional<Seen> unseen(Happening what) throws IOException {
    if (what.repository().isEmpty()) {
      return Optional.empty();
    }
    Answer answer = ask(what, "");
    return answer.status() == 404
        ? Optional.of(never(what.repository().get()))
        : refused(what, answer);
  }

  private Optional<Seen> refused(Happening what, Answer answer) {
    String repository = what.repository().orElseGet(rest::repository);
    if (answer.redirects()) {
      return Optional.of(
          new Seen.Never("`" + repository + "` has moved", "write the repository's new name"));
    }
    boolean denied = answer.status() == 403 || answer.status() == 451;
    return denied && RateLimited.in(answer).isEmpty()
        ? Optional.of(never(repository))
        : Optional.empty();
  }

  private static Seen never(String repository) {
    return new Seen.Never(
        "the token cannot see the repository `" + repository + "`",
        "check the name, or let Setpoint use a token that may read it");
  }
}
