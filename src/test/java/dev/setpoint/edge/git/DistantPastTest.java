package dev.setpoint.edge.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.edge.Token;
import dev.setpoint.history.Past;
import dev.setpoint.history.Revision;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan's past over a bounded fetch, from where the repository is. */
class DistantPastTest {
  private static final PlanPath PLAN = new PlanPath("plans/a.md");

  @Test
  void itFollowsThePlanAndWhatMovesLater(@TempDir Path directory) throws IOException {
    try (Origin origin = Origin.in(directory.resolve("o.git"));
        DistantPast past = DistantPast.open(GitOptions.of(origin.url(), Token.NONE))) {
      String first = origin.commit("main", Map.of("plans/a.md", "# A"));
      origin.commit("main", Map.of("other.md", "x"));
      origin.set("refs/setpoint/claims/odd/one/1", first);

      assertThat(past.of(PLAN, Token.NONE).revisions()).hasSize(1);
      origin.commit("main", Map.of("plans/a.md", "# A, changed"));
      Past now = past.of(PLAN, Token.NONE);

      assertThat(now.revisions()).hasSize(2);
      assertThat(text(now, now.revisions().getLast())).isEqualTo("# A, changed");
      assertThat(now.cut()).isFalse();
      assertThat(now.memory().any()).isTrue();
    }
  }

  @Test
  void itEndsWhereItIsToldToAndSaysSo(@TempDir Path directory) throws IOException {
    try (Origin origin = Origin.in(directory.resolve("o.git"));
        DistantPast past = DistantPast.open(GitOptions.of(origin.url(), Token.NONE), 3)) {
      for (int i = 1; i <= 5; i++) {
        origin.commit("main", Map.of("plans/a.md", "# A " + i));
      }
      Past known = past.of(PLAN, Token.NONE);
      assertThat(known.revisions()).hasSize(3);
      assertThat(known.cut()).isTrue();
      assertThat(text(known, known.revisions().getFirst())).isEqualTo("# A 3");

      origin.commit("main", Map.of("plans/a.md", "# A 6"));
      assertThat(past.of(PLAN, Token.NONE).revisions()).extracting(Revision::author).isNotEmpty();
    }
  }

  @Test
  void whatIsTooLargeForAPlanStaysWhereItIs() throws IOException {
    try (Sandbox github = Sandbox.start();
        DistantPast past =
            DistantPast.open(
                GitOptions.of(github.apiUrl() + "/shop/app.git", Token.of(github.token())))) {
      github.as("alice").pushes("main", "plans/a.md", "x".repeat(2 * 1024 * 1024), "Too much");
      github.as("alice").pushes("main", "plans/a.md", "# A\n", "Enough");
      Past known = past.of(PLAN, Token.of(github.token()));
      assertThat(known.revisions()).hasSize(2);
      assertThat(text(known, known.revisions().getFirst())).isNotEmpty();
      assertThat(text(known, known.revisions().getLast())).isEqualTo("# A\n");
    }
  }

  private static String text(Past past, Revision revision) throws IOException {
    return new String(past.contents().of(revision.blob()), StandardCharsets.UTF_8);
  }
}
