package dev.setpoint.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.report.Pass;
import dev.setpoint.sandbox.git.GitStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many requests a pass makes, counted by the sandbox. */
class RequestsTest {
  private static final int PLANS = 20;
  private static final int JOBS_EACH = 10;

  @Test
  void anIdlePassOverTwoHundredOpenJobsMakesOneFetchAndAtMostFourRequests() throws IOException {
    try (Shop shop = new Shop()) {
      shop.github.as("alice").pushes("main", plans(), "Twenty plans");
      Pass opening = shop.pass();
      assertThat(opening.failure()).isEmpty();
      assertThat(shop.github.repo().issues().all()).hasSize(PLANS * JOBS_EACH);

      shop.github.requests().reset();
      shop.pass();
      assertThat(shop.github.requests().gitFetches()).isEqualTo(1);
      assertThat(shop.github.requests().api()).isLessThanOrEqualTo(4);
      long without = shop.github.requests().api();

      for (int i = 0; i < 20_000; i++) {
        var old =
            shop.github
                .repo()
                .issues()
                .open("setpoint-bot", "Old " + i, "", List.of("setpoint"), List.of());
        shop.github.repo().issues().close(old.number(), "alice", "completed");
      }
      shop.github.requests().reset();
      shop.pass();
      assertThat(shop.github.requests().api()).isEqualTo(without);
      assertThat(shop.github.requests().gitFetches()).isEqualTo(1);
    }
  }

  @Test
  void whatIsSaidInOpenIssuesCostsOneListADayAndNothingLater() throws IOException {
    try (Shop shop = new Shop()) {
      shop.github.as("alice").pushes("main", plans(), "Twenty plans");
      shop.pass();
      shop.github.requests().reset();
      shop.pass();
      int quiet = shop.github.requests().api();

      for (int number = 1; number <= 90; number++) {
        shop.github.as("bob").comments(number, "Nearly there");
      }
      shop.github.requests().reset();
      shop.pass();
      assertThat(shop.github.requests().api()).isEqualTo(quiet + 1);

      shop.github.clock().advance(Duration.ofHours(25));
      shop.github.requests().reset();
      shop.pass();
      assertThat(shop.github.requests().api()).isEqualTo(quiet);
    }
  }

  @Test
  void aPassWithNothingInFlightAsksTheApiNothing() throws IOException {
    try (Shop shop = new Shop()) {
      shop.github
          .as("alice")
          .pushes("main", "plans/idea.md", "# An idea\n\n## Steps\n\n### First\n", "An idea");
      shop.github.requests().reset();
      shop.pass();
      assertThat(shop.github.requests().api()).isZero();
      assertThat(shop.github.requests().gitFetches()).isEqualTo(1);
    }
  }

  private static List<GitStore.Change> plans() {
    List<GitStore.Change> changes = new ArrayList<>();
    for (int p = 0; p < PLANS; p++) {
      StringBuilder plan =
          new StringBuilder("---\nstatus: approved\n---\n\n# Plan " + p + "\n\n## Steps\n");
      for (int s = 0; s < JOBS_EACH; s++) {
        plan.append("\n### Step ").append((char) ('a' + s)).append("\n\n- needs: nothing\n");
      }
      changes.add(GitStore.Change.write("plans/plan-" + p + ".md", plan.toString()));
    }
    return changes;
  }
}
