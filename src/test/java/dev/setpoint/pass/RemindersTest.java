package dev.setpoint.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.sandbox.world.Comment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Weeks in which nobody does anything: who is told, how often, and what it costs. */
class RemindersTest {
  @Test
  void aMonthOfPassesAsksOnTheFirstTheThirdTheSeventhAndTheFifteenthDay() throws IOException {
    try (Shop shop = new Shop()) {
      shop.github
          .as("alice")
          .pushes(
              "main",
              "plans/qa.md",
              """
              ---
              status: approved
              owners: [carol]
              ---

              # QA

              ## Steps

              ### Look

              - assign: @alice
              - due: 10d
              - remind: every 1d
              """,
              "Plan");
      shop.pass();
      shop.github.requests().reset();
      shop.pass();
      int quiet = shop.github.requests().api();

      for (int halfDays = 0; halfDays < 32; halfDays++) {
        shop.github.clock().advance(Duration.ofHours(12));
        shop.pass();
        shop.github.requests().reset();
        shop.pass();
        assertThat(shop.github.requests().api()).isLessThanOrEqualTo(quiet + 1);
      }

      List<Comment> said = shop.github.repo().issues().comments().current(1);
      assertThat(said).as("days 1, 3, 7, 10 (due) and 15").hasSize(5);
      assertThat(said).allSatisfy(c -> assertThat(c.body()).contains("@alice: this step"));
      assertThat(said.subList(0, 3)).allSatisfy(c -> assertThat(c.body()).doesNotContain("@carol"));
      assertThat(said.subList(3, 5))
          .allSatisfy(c -> assertThat(c.body()).contains("and was due on", "@carol: you are told"));
      assertThat(shop.plan("plans/qa.md")).contains("🟣 needs @alice, overdue since ");
    }
  }
}
