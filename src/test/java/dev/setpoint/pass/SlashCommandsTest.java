package dev.setpoint.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.sandbox.world.Comment;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Reaction;
import dev.setpoint.sandbox.world.Run;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people say in the issues of steps and of questions, and what Setpoint says back. */
class SlashCommandsTest {
  private static final String PLAN =
      """
      ---
      status: approved
      ---

      # Upgrade

      ## Steps

      ### Look around

      - assign: @alice

      ### Migrate

      - needs: nothing
      - workflow: migrate.yml

      ### Tell

      - needs: Look around
      """;

  private Shop shop;

  @BeforeEach
  void aPlanThatRuns() throws IOException {
    shop = new Shop();
    shop.github
        .as("alice")
        .pushes("main", ".github/workflows/migrate.yml", Shop.MIGRATE, "Workflow");
    shop.github.as("alice").pushes("main", "plans/upgrade.md", PLAN, "Plan");
    shop.pass();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void whyIsAnsweredOnceHoweverManyPassesFollow() throws IOException {
    Comment asked = shop.github.as("bob").comments(issue("Look around").number(), "/why");

    shop.pass();
    shop.pass();

    List<Comment> all = comments("Look around");
    assertThat(all).hasSize(2);
    assertThat(all.getLast().body())
        .startsWith("<!-- setpoint:answer " + asked.id() + " -->\n`look-around`: needs @")
        .doesNotContain("@alice");
    assertThat(reactions(asked)).containsExactly("eyes");
  }

  @Test
  void cancelClosesTheIssueAndRetryOpensTheNextAttempt() throws IOException {
    Issue first = issue("Look around");
    Comment cancel = shop.github.as("bob").comments(first.number(), "/cancel");
    shop.pass();
    assertThat(issue("Look around").standing().toString()).contains("not_planned");
    assertThat(reactions(cancel)).containsExactly("rocket");
    assertThat(shop.plan("plans/upgrade.md")).contains("🚫 cancelled");
    assertThat(lastMessage())
        .as("who wanted it, not who did it")
        .contains("Cause: upgrade/look-around #1 was closed as not planned by bob with /cancel");
    assertThat(why("look-around")).contains("(closed as not planned by bob with /cancel)");

    Comment retry = shop.github.as("bob").comments(first.number(), "/retry");
    shop.pass();
    shop.pass();

    assertThat(shop.github.repo().issues().all()).hasSize(2);
    assertThat(reactions(retry)).containsExactly("rocket");
    assertThat(comments("Look around"))
        .as("an answer is a reaction where that says all")
        .hasSize(3);
  }

  @Test
  void aFailedRunIsRetriedAndWhatGoesOnIsCancelledFromItsQuestion() throws IOException {
    shop.github.repo().runs().complete(run().id(), "failure");
    shop.pass();
    Issue question = issue("Failed: Migrate");
    Comment retry = shop.github.as("bob").comments(question.number(), "/retry");
    shop.pass();
    assertThat(reactions(retry)).containsExactly("rocket");
    long second = run().id();

    Comment again = shop.github.as("bob").comments(question.number(), "/retry");
    shop.pass();
    assertThat(run().id()).isEqualTo(second);
    assertThat(reactions(again)).containsExactly("confused");
    assertThat(comments("Failed: Migrate").getLast().body())
        .contains("Not retried: `migrate`: running");

    shop.github.as("bob").comments(question.number(), "/cancel");
    shop.pass();
    shop.pass();
    assertThat(run().conclusion()).isEqualTo("cancelled");
    assertThat(why("migrate")).startsWith("cancelled by bob with /cancel on ");
    assertThat(run().id()).as("nothing starts by itself after it").isEqualTo(second);
  }

  @Test
  void aRetryInAPlanWhoseTurnIsNotYetIsAnswered() throws IOException {
    shop.github.repo().runs().complete(run().id(), "failure");
    shop.pass();
    String whole = PLAN.substring(0, PLAN.indexOf("### Look"));
    shop.github
        .as("alice")
        .pushes(
            "main", "plans/whole.md", whole + "### First\n\n### Then\n\n- plan: upgrade.md\n", "x");
    Issue question = issue("Failed: Migrate");
    Comment retry = shop.github.as("bob").comments(question.number(), "/retry");
    shop.pass();
    shop.pass();
    assertThat(reactions(retry)).containsExactly("confused");
    assertThat(comments("Failed: Migrate").getLast().body())
        .contains("Not retried: `migrate`: it waits for its turn in `whole/then`.");
  }

  @Test
  void whoMayNotWriteIsNotHeardAndOrdersInTalkAreNoOrders() throws IOException {
    int number = issue("Look around").number();
    List<Comment> talk =
        List.of(
            shop.github.as("mallory").comments(number, "/cancel"),
            shop.github.as("bob").comments(number, "> /cancel\n\nno!"),
            shop.github.as("bob").comments(number, "Do not write\n/cancel"));

    shop.pass();

    assertThat(issue("Look around").isOpen()).isTrue();
    assertThat(comments("Look around")).hasSize(3);
    talk.forEach(c -> assertThat(reactions(c)).isEmpty());
  }

  private Issue issue(String title) {
    return shop.github.repo().issues().all().stream()
        .filter(i -> i.title().equals(title))
        .min(Comparator.comparingInt(Issue::number))
        .orElseThrow();
  }

  private String lastMessage() {
    return shop.github.repo().git().commitAt("refs/heads/main").orElseThrow().message();
  }

  private String why(String step) throws IOException {
    return shop.pass().decision().plans().getFirst().steps().stream()
        .filter(s -> s.step().id().value().equals(step))
        .map(s -> s.why())
        .findFirst()
        .orElseThrow();
  }

  private List<Comment> comments(String title) {
    return shop.github.repo().issues().comments().current(issue(title).number());
  }

  private List<String> reactions(Comment comment) {
    return shop.github.repo().issues().comments().reactionsTo(comment.id()).stream()
        .map(Reaction::content)
        .toList();
  }

  private Run run() {
    return shop.github.repo().runs().all().stream()
        .max(Comparator.comparingLong(Run::id))
        .orElseThrow();
  }
}
