package dev.setpoint.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.report.Pass;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** How many requests a pass makes that has something to do, counted by the sandbox. */
class ActiveRequestsTest {
  private static final String PLAN =
      """
      ---
      status: approved
      ---

      # Chain

      ## Steps

      ### First

      ### Second

      ### Third
      """;

  @Test
  void aTransitionAndACreationCostOneRequestEachBesidesTheOneList() throws IOException {
    try (Shop shop = new Shop()) {
      shop.github.as("alice").pushes("main", "plans/chain.md", PLAN, "A chain");
      Pass first = shop.pass();
      assertThat(first.failure()).isEmpty();
      shop.github.as("alice").closes(1);
      shop.github.requests().reset();
      Pass pass = shop.pass();
      assertThat(pass.commit()).isPresent();
      assertThat(shop.github.repo().issues().all()).hasSize(2);
      // The list, the closed issue by its number, the new issue.
      assertThat(shop.github.requests().api()).isEqualTo(3);
      assertThat(shop.github.requests().gitFetches()).isEqualTo(1);
      // The claim, its record, the commit.
      assertThat(shop.github.requests().gitPushes()).isEqualTo(3);
      shop.github.requests().reset();
      assertThat(shop.pass().commit()).isEmpty();
      assertThat(shop.github.requests().gitPushes()).isZero();
    }
  }

  @Test
  void aLostRaceCostsAFetchAndAPushAndAsksGitHubNothing() throws IOException {
    try (Shop shop = new Shop()) {
      shop.github.as("alice").pushes("main", "plans/chain.md", PLAN, "A chain");
      assertThat(shop.pass().failure()).isEmpty();
      shop.github.as("alice").closes(1);
      shop.github.requests().reset();
      Pass pass =
          shop.passOvertakenBy(() -> shop.github.as("bob").pushes("main", "a.txt", "a", "A"));
      assertThat(pass.commit()).isPresent();
      assertThat(shop.plan("plans/chain.md")).contains("1 of 3 done");
      assertThat(shop.github.requests().api()).isEqualTo(3);
      assertThat(shop.github.requests().gitFetches()).isEqualTo(2);
      // A push that git's own list of refs turns down is not sent.
      assertThat(shop.github.requests().gitPushes()).isBetween(3, 4);
    }
  }

  @Test
  void aBatchOfCreationsIsClaimedAndRecordedInOnePushEach() throws IOException {
    StringBuilder plan = new StringBuilder("---\nstatus: approved\n---\n\n# Many\n\n## Steps\n");
    for (int s = 0; s < 15; s++) {
      plan.append("\n### Step ").append((char) ('a' + s)).append("\n\n- needs: nothing\n");
    }
    try (Shop shop = new Shop()) {
      shop.github.as("alice").pushes("main", "plans/many.md", plan.toString(), "Many");
      shop.github.requests().reset();
      Pass pass = shop.pass();
      assertThat(pass.commit()).isPresent();
      assertThat(shop.github.repo().issues().all()).hasSize(15);
      assertThat(shop.github.requests().gitFetches()).isEqualTo(1);
      assertThat(shop.github.requests().gitPushes()).isEqualTo(3);
      // Besides the creations: whether the branch is protected, the time, the label.
      assertThat(shop.github.requests().api()).isLessThanOrEqualTo(15 + 3);
    }
  }
}
