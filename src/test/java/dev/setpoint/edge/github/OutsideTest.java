package dev.setpoint.edge.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.edge.Token;
import dev.setpoint.plan.Happening;
import dev.setpoint.read.Outside;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.git.GitStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What plans wait for outside, seen through the real reading edge in the sandbox. */
class OutsideTest {
  private static final Optional<String> HERE = Optional.empty();
  private static final Optional<String> NOWHERE = Optional.of("acme/secret");

  @Test
  void whatHappensIsSeenAndWhatCannotBeSeenIsNeverDone() throws IOException {
    try (Sandbox github = Sandbox.start()) {
      Outside outside =
          GitHubSession.open(
                  GitHubOptions.of(github.apiUrl(), github.repository(), Token.of(github.token())))
              .outside();
      github.as("bob").pushes("pin", List.of(GitStore.Change.write("pins", "x")), "Pin");
      int pull = github.as("bob").opensPullRequest("pin", "main", "Pin", "").number();
      Happening merged = new Happening.Merged(HERE, pull);
      assertThat(outside.look(merged)).isInstanceOf(Outside.Seen.NotYet.class);
      github.as("bob").merges(pull);
      assertThat(outside.look(merged)).isInstanceOf(Outside.Seen.Happened.class);

      Happening release = new Happening.Released(HERE, "v1.4");
      assertThat(outside.look(release)).isInstanceOf(Outside.Seen.NotYet.class);
      github.repo().releases("v1.4", "bob", true);
      assertThat(outside.look(release)).isInstanceOf(Outside.Seen.NotYet.class);
      github.repo().releases("v1.4", "bob", false);
      assertThat(outside.look(release)).isInstanceOf(Outside.Seen.Happened.class);

      Happening tag = new Happening.Tagged(HERE, "lib/v2");
      assertThat(outside.look(tag)).isInstanceOf(Outside.Seen.NotYet.class);
      String tip = github.repo().git().refs().get("refs/heads/main");
      github.repo().git().createRef("refs/tags/lib/v2", tip);
      assertThat(outside.look(tag)).isInstanceOf(Outside.Seen.Happened.class);

      assertThat(never(outside, new Happening.Merged(HERE, 999)))
          .isEqualTo("there is no pull request #999 that the token can see");
      String unseen = "the token cannot see the repository `acme/secret`";
      assertThat(never(outside, new Happening.Merged(NOWHERE, 1))).isEqualTo(unseen);
      assertThat(never(outside, new Happening.Released(NOWHERE, "v1"))).isEqualTo(unseen);
      assertThat(never(outside, new Happening.Tagged(NOWHERE, "v1"))).isEqualTo(unseen);
    }
  }

  private static String never(Outside outside, Happening what) throws IOException {
    return outside.look(what) instanceof Outside.Seen.Never never ? never.why() : "";
  }
}
