package dev.setpoint.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.job.Wish;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepId;
import dev.setpoint.report.Pass;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Plans as people write them, in {@code src/test/resources/plans}, driven to done: people edit them
 * on the way, runs fail, somebody pauses.
 */
class RealPlansTest {
  private Crew crew;

  @BeforeEach
  void open() throws IOException {
    crew = new Crew();
  }

  @AfterEach
  void close() {
    crew.close();
  }

  @Test
  void aReleaseGoesThroughACandidateAndComesOut() throws IOException {
    crew.workflows("branch", "wheels", "docs", "publish");
    crew.fails("wheels.yml", 1);
    String path = crew.adds("release.md");
    crew.pass();
    assertThat(crew.openTitles())
        .containsExactly(
            "Merge what is left in the milestone",
            "Write the release notes",
            "Update the dependency pins");
    crew.closesAsNotPlanned("Update the dependency pins");
    crew.works();
    crew.pass();
    assertThat(crew.row(path, "Update the dependency pins"))
        .contains("⏭️ skipped: closed as not planned");

    // The candidate fails to build once, and retries by itself.
    crew.until(path, "Give people time", "waiting until");
    assertThat(crew.row(path, "Build the candidate")).contains("✅ done");
    // Somebody wants another release manager, and more time.
    crew.edits(path, "manager: \"@carol\"", "manager: \"@bob\"", "wait: 3d", "wait: 5d");
    crew.edits(path, "status: approved", "status: paused");
    crew.github().clock().advance(Duration.ofDays(6));
    crew.pass();
    assertThat(crew.row(path, "Give people time")).contains("🟡 ready, the plan is paused");
    crew.edits(path, "status: paused", "status: approved");
    crew.pass();
    assertThat(crew.row(path, "Give people time")).contains("✅ done");
    assertThat(crew.row(path, "Downstream has adapted")).contains("a problem");

    // The pull request that the plan names is another one.
    int pull = crew.opensPullRequest();
    crew.edits(path, "until: merged #1\n", "until: merged #" + pull + "\n");
    crew.pass();
    assertThat(crew.row(path, "Downstream has adapted"))
        .contains("⚪ waiting until #" + pull + " is merged");
    crew.github().as("bob").merges(pull);
    crew.pass();
    assertThat(crew.row(path, "Downstream has adapted")).contains("✅ done");
    assertThat(crew.openTitles()).containsExactly("Go or no go");
    assertThat(crew.assignees("Go or no go")).containsExactly("bob");

    crew.until(path, "The release is out", "waiting until");
    assertThat(crew.row(path, "Withdraw a broken upload")).contains("⏭️ skipped");
    crew.github().repo().releases("v2.4.0", "bob", false);
    crew.closesAsNotPlannedWhenOpen("Post on the social networks");
    crew.toDone(path);
    assertThat(crew.plan(path)).contains("**Done** · ");
  }

  @Test
  void anUpgradeThatFailsIsRolledBackAndSucceedsAtTheSecondTry() throws IOException {
    crew.workflows("restore", "upgrade", "doors", "backup", "analyze", "cleanup");
    String rehearsal = crew.adds("database/rehearsal.md");
    String path = crew.adds("database/major-upgrade.md");
    crew.github().clock().setTo(Instant.parse("2031-03-01T09:00:00Z"));
    crew.pass();
    assertThat(crew.openTitles()).containsExactly("Take stock");
    assertThat(crew.plan(rehearsal))
        .contains("it waits for its turn in `database/major-upgrade/rehearse`");
    crew.until(path, "The window opens", "waiting until 2031-03-08 21:00 UTC");
    assertThat(crew.row(path, "Rehearse")).contains("✅ done");
    assertThat(crew.plan(rehearsal)).contains("**Done** · 3 of 3 done");

    crew.fails("upgrade.yml", 1);
    crew.github().clock().setTo(Instant.parse("2031-03-08T21:00:00Z"));
    crew.untilStuck();
    assertThat(crew.row(path, "Upgrade")).contains("❌ failed");
    assertThat(crew.row(path, "Restore the backup")).contains("✅ done");
    assertThat(crew.row(path, "Open the doors on the old version")).contains("✅ done");
    assertThat(crew.row(path, "Walk through the shop")).contains("⚪ waiting for");
    assertThat(crew.row(path, "Drop the old cluster")).contains("⚪ waiting for");

    // Next week, next window: the plan's text says what was learnt, and a person says "again".
    crew.edits(path, "### Upgrade\n\n- workflow", "### Upgrade\n\n- timeout: 3h\n- workflow");
    Pass again = crew.pass(retry("database/major-upgrade", "upgrade"));
    assertThat(again.refusals()).isEmpty();
    crew.until(path, "Open the doors", "needs @alice");
    crew.until(path, "Watch for a week", "waiting until");
    assertThat(crew.row(path, "Drop the old cluster")).contains("⚪ waiting for");
    crew.github().clock().advance(Duration.ofDays(8));
    crew.toDone(path);
    assertThat(crew.runs("cleanup.yml")).isEqualTo(1);
    assertThat(crew.runs("upgrade.yml")).isEqualTo(4);
  }

  @Test
  void anAgentsTaskListOfEightPhasesIsWorkedOff() throws IOException {
    crew.workflows("check");
    String path = crew.adds("package-manager.md");
    crew.pass();
    assertThat(crew.plan(path)).contains("0 of 78 done");
    crew.until(path, "Describe a package in memory", "done");
    crew.pass();
    assertThat(crew.plan(path))
        .contains("| **[Foundations](#steps-foundations)** | 10 of 10 done | | |");
    // Four stories began at once; one is cut, and what needed it goes on without it.
    assertThat(crew.openTitles())
        .contains("Parse the install command", "Build the search index", "Compare versions");
    crew.edits(
        path,
        "### Test ranking with fixed corpora\n",
        "### Test ranking with fixed corpora\n\n- skip: cut from this version\n");
    crew.edits(
        path,
        "### Resume an upload\n\n- parallel: yes",
        "### Resume an upload\n\n- optional: yes\n- parallel: yes");
    crew.fails("check.yml", 1);
    crew.closesAsNotPlannedWhenOpen("Resume an upload");
    crew.edits(path, "status: approved", "status: paused");
    crew.works();
    crew.pass();
    assertThat(crew.openTitles()).isEmpty();
    crew.edits(path, "status: paused", "status: approved");
    crew.untilStuck();
    assertThat(crew.row(path, "Build for three systems")).contains("❌ failed");
    crew.pass(retry("package-manager", "build-for-three-systems"));
    crew.toDone(path);
    assertThat(crew.plan(path)).contains("76 of 78 done · 2 skipped");
  }

  private static List<Wish> retry(String plan, String step) {
    return List.of(new Wish.Retry(new PlanId(plan), new StepId(step)));
  }
}
