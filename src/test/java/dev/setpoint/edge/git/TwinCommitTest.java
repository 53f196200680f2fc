package dev.setpoint.edge.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.edge.Token;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.read.Tip;
import dev.setpoint.sync.PlanBranch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two passes that write the same in the same second. */
class TwinCommitTest {
  private static final Clock STILL =
      Clock.fixed(Instant.parse("2026-03-01T09:00:00Z"), ZoneOffset.UTC);
  private static final Map<PlanPath, byte[]> EDITS =
      Map.of(new PlanPath("plans/a.md"), "# A, done".getBytes(StandardCharsets.UTF_8));

  @TempDir Path directory;

  @Test
  void makeOneCommitAndBothTellOfIt() throws IOException {
    try (Origin origin = Origin.in(directory.resolve("origin.git"))) {
      origin.commit("main", Map.of("plans/a.md", "# A"));
      GitOptions options = GitOptions.of(origin.url(), Token.NONE).withClock(STILL);
      try (GitSession one = GitSession.open(options);
          GitSession other = GitSession.open(options)) {
        Tip seen = one.plans().fetch();
        other.plans().fetch();

        PlanBranch.Pushed first = one.planBranch().push(seen.commit(), EDITS, "a: done", List.of());
        PlanBranch.Pushed second =
            other.planBranch().push(seen.commit(), EDITS, "a: done", List.of());

        assertThat(first).isInstanceOf(PlanBranch.Pushed.Done.class).isEqualTo(second);
        assertThat(other.plans().fetch().commit())
            .isEqualTo(((PlanBranch.Pushed.Done) first).commit().orElseThrow());
      }
    }
  }
}
