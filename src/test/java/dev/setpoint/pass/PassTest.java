package dev.setpoint.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.job.Wish;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepId;
import dev.setpoint.report.Pass;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Run;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole pass through the real edges: JGit and github-api over HTTP against the sandbox. */
class PassTest {
  private static final String PATH = "plans/system-upgrade.md";
  private static final String PLAN =
      """
      ---
      status: approved
      owners: [carol]
      ---

      # System Upgrade Project

      Move the shop to schema v2.

      ## Steps

      ### Analyze System

      Find every caller.

      - [ ] every service is named

      ### Update Database

      - workflow: `migrate.yml`
      - with: version=2.0
      - retries: 1

      ### Manual QA

      - id: qa
      - assign: @alice

      ### Deploy

      - workflow: `deploy.yml`
      """;

  private Shop shop;

  @BeforeEach
  void open() throws IOException {
    shop = new Shop();
    shop.github
        .as("alice")
        .pushes("main", ".github/workflows/migrate.yml", Shop.MIGRATE, "workflows");
    shop.github
        .as("alice")
        .pushes("main", ".github/workflows/deploy.yml", Shop.DEPLOY, "workflows");
    shop.github.as("alice").pushes("main", PATH, PLAN, "Plan the upgrade");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void aPlanIsDrivenToDoneWithOneCommitAPass() throws IOException {
    Pass first = shop.pass();
    assertThat(first.failure()).isEmpty();
    assertThat(first.commit()).isPresent();
    Issue analyze = onlyOpenIssue();
    assertThat(analyze.title()).isEqualTo("Analyze System");
    assertThat(analyze.labels()).contains("setpoint");
    assertThat(shop.plan(PATH)).contains("| 🟣 needs @carol | [#" + analyze.number() + "]");

    shop.github.as("bob").closes(analyze.number());
    shop.pass();
    Run migrate = shop.github.repo().runs().all().getLast();
    assertThat(migrate.inputs()).containsEntry("version", "2.0").containsKey("setpoint");

    shop.github.repo().runs().complete(migrate.id(), "failure");
    shop.pass();
    Run again =
        shop.github.repo().runs().all().stream()
            .max((a, b) -> Long.compare(a.id(), b.id()))
            .orElseThrow();
    assertThat(again.id()).isNotEqualTo(migrate.id());
    assertThat(shop.plan(PATH)).contains("🔵 running (attempt 2 of 2)");

    shop.github.repo().runs().complete(again.id(), "success");
    shop.pass();
    Issue qa = onlyOpenIssue();
    assertThat(qa.assignees()).containsExactly("alice");

    shop.github.as("alice").closes(qa.number());
    shop.pass();
    Run deploy =
        shop.github.repo().runs().all().stream()
            .filter(r -> !r.isCompleted())
            .findFirst()
            .orElseThrow();
    shop.github.repo().runs().complete(deploy.id(), "success");
    Pass last = shop.pass();
    assertThat(shop.plan(PATH)).contains("**Done** · 4 of 4 done");
    assertThat(last.decision().plans().getFirst().isDone()).isTrue();
    assertThat(shop.github.repo().runs().all()).hasSize(3);

    assertNothingLeftToWrite();
    List<String> subjects =
        shop.github.repo().git().log("main").stream()
            .map(c -> c.message().lines().findFirst().orElse(""))
            .toList();
    assertThat(subjects)
        .contains("system-upgrade: 1 job opened", "system-upgrade: Deploy done, plan done");
    assertThat(subjects.stream().filter(s -> s.startsWith("system-upgrade:"))).hasSize(6);
  }

  @Test
  void aSecondPassOverAnUnchangedWorldWritesNothing() throws IOException {
    shop.pass();
    assertNothingLeftToWrite();
  }

  @Test
  void textOutsideTheBlockStaysByteForByte() throws IOException {
    shop.pass();
    String now = shop.plan(PATH);
    String without =
        now.substring(0, now.indexOf("<!-- setpoint:status"))
            + now.substring(
                now.indexOf("<!-- /setpoint:status -->")
                    + "<!-- /setpoint:status -->\n\n".length());
    assertThat(without).isEqualTo(PLAN);
  }

  @Test
  void aRemovedStepsIssueIsClosedWithACommentThatSaysWhy() throws IOException {
    shop.pass();
    Issue analyze = onlyOpenIssue();
    String without = shop.plan(PATH).replaceFirst("(?s)### Analyze System.*?(?=### Update)", "");
    shop.github.as("alice").pushes("main", PATH, without, "No analysis");
    shop.pass();
    assertThat(shop.github.repo().issues().get(analyze.number()).isOpen()).isFalse();
    assertThat(shop.github.repo().issues().get(analyze.number()).stateReason())
        .isEqualTo("not_planned");
    assertThat(shop.github.repo().issues().comments().current(analyze.number()).getFirst().body())
        .contains("removed from the plan")
        .contains("/commit/");
    assertNothingLeftToWrite();
  }

  @Test
  void retryStartsAFinishedStepAgain() throws IOException {
    shop.pass();
    shop.github.as("bob").closes(onlyOpenIssue().number());
    shop.pass();
    shop.github.repo().runs().complete(shop.github.repo().runs().all().getFirst().id(), "success");
    shop.pass();
    Wish retry = new Wish.Retry(new PlanId("system-upgrade"), new StepId("update-database"));
    Pass pass = shop.pass(retry);
    assertThat(pass.refusals()).isEmpty();
    assertThat(shop.github.repo().runs().all()).hasSize(2);
    assertThat(shop.plan(PATH)).contains("🔵 running (attempt 2 of 2)");
  }

  @Test
  void aFileUrlServesForGitWhileTheApiIsElsewhere() throws IOException {
    String file = shop.github.repo().git().directory().toUri().toString();
    Pass pass = shop.pass(file, List.of());
    assertThat(pass.failure()).isEmpty();
    assertThat(shop.plan(PATH)).contains("**In progress**");
  }

  @Test
  void anUnknownAssigneeIsAProblemOfItsStepUntilThePlanIsEdited() throws IOException {
    String plan =
        PLAN.replaceFirst("(?s)### Analyze.*?### Manual", "### Manual")
            .replace("@alice", "@nobody-here");
    shop.github.as("alice").pushes("main", PATH, plan, "Ask a stranger");
    shop.pass();
    Pass refused = shop.pass();
    assertThat(refused.seen().problems()).hasSize(1);
    assertThat(refused.seen().problems().getFirst().message()).contains("assignee");
    assertThat(
            shop.plan(PATH).lines().toList().get(refused.seen().problems().getFirst().line() - 1))
        .isEqualTo("- assign: @nobody-here");
    assertThat(shop.plan(PATH)).contains("❌ failed: ");
    assertNothingLeftToWrite();

    shop.github
        .as("alice")
        .pushes("main", PATH, shop.plan(PATH).replace("@nobody-here", "@alice"), "Ask alice");
    Pass mended = shop.pass();
    assertThat(mended.seen().problems()).isEmpty();
    assertThat(onlyOpenIssue().assignees()).containsExactly("alice");
  }

  private void assertNothingLeftToWrite() throws IOException {
    shop.github.requests().reset();
    Pass idle = shop.pass();
    assertThat(idle.commit()).isEmpty();
    assertThat(idle.done()).isEmpty();
    assertThat(shop.github.requests().writes()).isZero();
    assertThat(shop.github.requests().gitPushes()).isZero();
  }

  private Issue onlyOpenIssue() {
    List<Issue> open = shop.github.repo().issues().all().stream().filter(Issue::isOpen).toList();
    assertThat(open).hasSize(1);
    return open.getFirst();
  }
}
