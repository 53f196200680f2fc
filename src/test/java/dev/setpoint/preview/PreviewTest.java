package dev.setpoint.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.Place;
import dev.setpoint.Places;
import dev.setpoint.Wiring;
import dev.setpoint.plan.Problem;
import dev.setpoint.sandbox.Sandbox;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a pull request is told, against plans that run. */
class PreviewTest {
  private static final String PATH = "plans/upgrade.md";
  private static final String PLAN =
      """
      ---
      status: approved
      ---

      # Upgrade

      ## Steps

      ### Analyze

      Look around.

      ### Migrate

      - needs: nothing
      - workflow: `migrate.yml`

      ### Transform

      ### Quality check

      - id: qa
      """;

  private final Sandbox github = Sandbox.start();

  @BeforeEach
  void aPlanThatRuns() throws IOException {
    github
        .as("alice")
        .pushes(
            "main",
            ".github/workflows/migrate.yml",
            """
            run-name: Migrate ${{ inputs.setpoint }}
            on:
              workflow_dispatch:
                inputs: { setpoint: { required: false } }
            jobs: { go: { runs-on: ubuntu-latest, steps: [{ run: go }] } }
            """,
            "Migrate by workflow");
    github.as("alice").pushes("main", PATH, PLAN, "Plan");
    pass();
  }

  @AfterEach
  void close() {
    github.close();
  }

  @Test
  void anEditOfProseStartsAndStopsNothing() throws IOException {
    String text = preview(plan().replace("# Upgrade\n", "# Upgrade\n\nFor the better.\n"));

    assertThat(text)
        .startsWith(PreviewText.MARKER + "\nMerging this **starts and stops nothing**;")
        .contains("4 steps unchanged");
  }

  @Test
  void newStepsThatMayStartAreOpenedAtOnce() throws IOException {
    String text =
        preview(plan() + "\n### Backfill\n\n- needs: nothing\n\n### Notify\n\n- needs: nothing\n");

    assertThat(text)
        .contains(
            "Merging this **opens 2 jobs now** (`backfill`, `notify`), adds `backfill`, `notify`; 4"
                + " steps unchanged.");
  }

  @Test
  void aStepWhoseConditionIsFalseIsSaidToBeSkipped() throws IOException {
    String text =
        preview(
            plan().replace("status: approved\n", "status: approved\nvars: { env: production }\n")
                + "\n### Load test\n\n- needs: nothing\n- if: vars.env == 'staging'\n"
                + "\n### Report\n\n- if: vars.env == 'staging'\n");

    assertThat(text)
        .contains(
            "Merging this **skips `load-test` now** (`vars.env == 'staging'` is false), adds"
                + " `load-test`, `report`; 4 steps unchanged.");
  }

  @Test
  void removedStepsCloseTheirIssueAndCancelTheirRun() throws IOException {
    String text =
        preview(
            plan()
                .replace("### Analyze\n\nLook around.\n\n", "")
                .replace("### Migrate\n\n- needs: nothing\n- workflow: `migrate.yml`\n\n", ""));

    assertThat(text)
        .contains("**closes #1** (`analyze` was removed)")
        .contains("**cancels [run 9801]")
        .contains("(`migrate` was removed)")
        .contains("**opens 1 job now** (`transform`)")
        .contains("`transform` no longer waits for `migrate`");
  }

  @Test
  void aRenameIsNoNewStep() throws IOException {
    String text = preview(plan().replace("### Quality check", "### Manual QA"));

    assertThat(text)
        .contains("renames `qa`", "`qa`: Quality check → Manual QA")
        .doesNotContain("adds");
  }

  @Test
  void aMovedStepChangesTheEdgesOfItsNeighbours() throws IOException {
    String moved =
        plan()
            .replace("### Transform\n\n", "")
            .replace("- id: qa\n", "- id: qa\n\n### Transform\n");

    assertThat(preview(moved))
        .contains("`qa` now waits for `migrate`, and no longer waits for `transform`")
        .contains("`transform` now waits for `qa`, and no longer waits for `migrate`");
  }

  @Test
  void aPlanThatIsRemovedWithdrawsItsJobs() throws IOException {
    github.as("bob").deletes("edit", PATH, "Give up");

    assertThat(previewOf("edit"))
        .contains("**closes #1** (its plan was removed)", "removes the plan");
  }

  @Test
  void cancellingThePlanSaysWhatItEnds() throws IOException {
    assertThat(preview(plan().replace("status: approved", "status: cancelled")))
        .contains(
            "**closes #1** (the plan is cancelled)",
            "sets the plan's status `approved` → `cancelled`");
  }

  @Test
  void aDraftIsSaidToStartNothing() throws IOException {
    github.as("bob").pushes("edit", "plans/next.md", "# Next\n\n## Steps\n\n### One\n", "Draft");

    assertThat(previewOf("edit"))
        .contains(
            "**starts and stops nothing**; it adds `one`",
            "nothing starts before its front matter says `status: approved`");
  }

  @Test
  void aWorkflowThatThePullRequestBringsIsNoMissingOne() throws IOException {
    github
        .as("bob")
        .pushes(
            "edit",
            ".github/workflows/notify.yml",
            github.repo().git().text("main", ".github/workflows/migrate.yml").orElseThrow(),
            "Notify");
    String text = preview(plan() + "\n### Notify\n\n- workflow: `notify.yml`\n- needs: nothing\n");

    assertThat(text).contains("**opens 1 job now** (`notify`)").doesNotContain("problem");
  }

  @Test
  void problemsAreNamedWithTheirPlace() throws IOException {
    github
        .as("bob")
        .pushes("edit", PATH, plan().replace("- id: qa\n", "- id: qa\n- workflw: x.yml\n"), "Oops");
    Preview preview = of("edit");

    assertThat(preview.problems())
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .contains("workflw");
    assertThat(PreviewText.of(preview, "https://github.com/shop/app", "abcdef0123"))
        .contains(
            "❌ **1 problem**",
            "/blob/abcdef0123/plans/upgrade.md#L",
            "as it stands, nothing of it would start");
  }

  @Test
  void aPullRequestWithoutPlansSaysSo() throws IOException {
    github.as("bob").pushes("edit", "src/x.txt", "x", "Code");

    assertThat(of("edit").isEmpty()).isTrue();
  }

  @Test
  void graphsShowBeforeAndAfterFolded() throws IOException {
    assertThat(preview(plan() + "\n### Backfill\n"))
        .contains(
            "<details><summary>The graph of Upgrade, before and after</summary>",
            "**Before**",
            "**After**",
            "```mermaid");
  }

  @Test
  void hostileTitlesMentionNobodyAndCloseNoDetails() throws IOException {
    String text = preview(plan() + "\n### </details> @alice <!-- setpoint:preview --> closes #1\n");

    assertThat(text).doesNotContain("@alice", "\n</details> ").containsOnlyOnce(PreviewText.MARKER);
  }

  private String plan() throws IOException {
    return github.repo().git().text("main", PATH).orElseThrow();
  }

  private String preview(String text) throws IOException {
    github.as("bob").pushes("edit", PATH, text, "Edit");
    return previewOf("edit");
  }

  private String previewOf(String branch) throws IOException {
    return PreviewText.of(of(branch), "https://github.com/shop/app", "abcdef0123");
  }

  private Preview of(String branch) throws IOException {
    int number = github.as("bob").opensPullRequest(branch, "main", "Edit", "").number();
    int writes = github.requests().writes();
    try (Wiring wiring = Wiring.open(place())) {
      Preview preview = wiring.preview(wiring.look().seen(), number);
      assertThat(github.requests().writes()).as("a preview only reads").isEqualTo(writes);
      return preview;
    }
  }

  private void pass() throws IOException {
    try (Wiring wiring = Wiring.open(place())) {
      assertThat(wiring.reconciler().reconcile(List.of()).failure()).isEmpty();
    }
  }

  private Place place() {
    return Places.of(github, github.repository(), "https://github.com/shop/app");
  }
}
