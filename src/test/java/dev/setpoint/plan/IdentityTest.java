package dev.setpoint.plan;

import static dev.setpoint.plan.Texting.plan;
import static dev.setpoint.plan.Texting.steps;
import static dev.setpoint.plan.Texting.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static final String MIGRATE = "### Migrate\n- workflow: migrate.yml\n\n";
  private static final String DEPLOY = "### Deploy\n- workflow: deploy.yml\n\n";

  private static Remembered started(PlanDocument before, String title) {
    Step step =
        plan(before).steps().stream()
            .filter(s -> s.title().equals(title))
            .findFirst()
            .orElseThrow();
    return new Remembered(step.id(), step.title(), step.fields(), step.text(), true);
  }

  private static Remembered settled(Remembered one) {
    return new Remembered(one.id(), one.title(), one.fields(), one.text(), false);
  }

  private static List<String> ids(Plan plan) {
    return plan.steps().stream().map(s -> s.id().value()).toList();
  }

  /** The document as the next pass finds it, with the block that sync wrote for this plan. */
  private static PlanDocument synced(PlanDocument document, Plan plan) {
    List<StatusRow> rows = new ArrayList<>();
    for (Step step : plan.steps()) {
      rows.add(
          new StatusRow(
              step,
              StepStatus.WAITING,
              "waiting",
              StatusRow.Attention.NONE,
              Optional.empty(),
              Optional.empty()));
    }
    byte[] file = Texting.bytes(document.source().text());
    return Texting.parse(StatusBlock.splice(file, StatusBlock.render(plan, rows)));
  }

  /** The same edit of the text outside and inside the block's neighbourhood. */
  private static PlanDocument edited(PlanDocument document, String from, String to) {
    String text = document.source().text();
    int at = text.indexOf(from, text.indexOf("## Steps"));
    return Texting.parse(text.substring(0, at) + to + text.substring(at + from.length()));
  }

  @Test
  void aStepWithoutMemoryIsNamedAfterItsTitle() {
    assertThat(ids(plan(steps("### 1. Über die Brücke\n### 7.1 Deploy to prod!\n"))))
        .containsExactly("uber-die-brucke", "deploy-to-prod");
  }

  @Test
  void reorderingChangesNoId() {
    PlanDocument before = steps(MIGRATE + DEPLOY);
    PlanDocument after = steps(DEPLOY + MIGRATE);
    assertThat(ids(plan(after, started(before, "Migrate"), started(before, "Deploy"))))
        .containsExactly("deploy", "migrate");
  }

  @Test
  void aRenameWithNothingElseChangedKeepsTheId() {
    PlanDocument before = steps(MIGRATE + DEPLOY);
    PlanDocument after = steps(MIGRATE.replace("Migrate", "Move the data") + DEPLOY);
    Plan plan = plan(after, started(before, "Migrate"));
    assertThat(ids(plan)).containsExactly("migrate", "deploy");
    assertThat(plan.lost()).isEmpty();
  }

  @Test
  void aRenameIsRememberedThroughTheBlockWhenTheTextIsEditedLater() {
    PlanDocument before = steps(MIGRATE + DEPLOY);
    Remembered migrate = started(before, "Migrate");
    PlanDocument renamed = steps(MIGRATE.replace("Migrate", "Move the data") + DEPLOY);
    PlanDocument next = synced(renamed, plan(renamed, migrate));
    PlanDocument later = edited(next, "migrate.yml", "move.yml");
    assertThat(ids(plan(later, migrate))).containsExactly("migrate", "deploy");
  }

  @Test
  void aStartedStepThatLeavesBesideANewHeadingIsAskedAbout() {
    PlanDocument before = steps(MIGRATE + DEPLOY);
    Remembered migrate = started(before, "Migrate");
    PlanDocument known = synced(before, plan(before, migrate));
    PlanDocument after = edited(known, MIGRATE, "### Move the data\n- workflow: move.yml\n\n");
    Plan plan = plan(after, migrate);
    assertThat(plan.lost()).containsExactly(new StepId("migrate"));
    assertThat(words(plan.steps().get(0).problems()))
        .singleElement()
        .asString()
        .contains("may be a renamed step", "`id: migrate`", "`id: move-the-data`");
    assertThat(plan.steps().get(1).problems()).isEmpty();
    assertThat(plan.problems()).isEmpty();
  }

  @Test
  void theQuestionStaysUntilItIsAnsweredThoughTheBlockIsWrittenMeanwhile() {
    PlanDocument before = steps(MIGRATE + DEPLOY);
    Remembered migrate = started(before, "Migrate");
    PlanDocument known = synced(before, plan(before, migrate));
    PlanDocument after = edited(known, MIGRATE, "### Move the data\n- workflow: move.yml\n\n");
    for (int pass = 0; pass < 3; pass++) {
      Plan plan = plan(after, migrate);
      assertThat(plan.lost()).containsExactly(new StepId("migrate"));
      assertThat(plan.steps().get(0).problems()).hasSize(1);
      after = synced(after, plan);
    }
    PlanDocument same =
        edited(after, "- workflow: move.yml", "- workflow: move.yml\n- id: migrate");
    assertThat(ids(plan(same, migrate))).containsExactly("migrate", "deploy");
    assertThat(plan(same, migrate).steps().get(0).problems()).isEmpty();
    PlanDocument other = edited(after, "- workflow: move.yml", "- workflow: move.yml\n- id: move");
    assertThat(ids(plan(other, migrate))).containsExactly("move", "deploy");
    assertThat(plan(other, migrate).lost()).isEmpty();
    assertThat(plan(other, migrate).steps().get(0).problems()).isEmpty();
  }

  @Test
  void aStepThatOnlyLeavesWasRemoved() {
    PlanDocument before = steps(MIGRATE + DEPLOY);
    Remembered migrate = started(before, "Migrate");
    PlanDocument after = edited(synced(before, plan(before, migrate)), MIGRATE, "");
    assertThat(plan(after, migrate).lost()).isEmpty();
    assertThat(plan(after, migrate).steps()).hasSize(1);
  }

  @Test
  void aStepRemovedLongAgoMakesNoQuestionOfANewOne() {
    PlanDocument before = steps(MIGRATE + DEPLOY);
    Remembered migrate = started(before, "Migrate");
    PlanDocument removed = edited(synced(before, plan(before, migrate)), MIGRATE, "");
    PlanDocument later = synced(removed, plan(removed, migrate));
    PlanDocument added = edited(later, DEPLOY, DEPLOY + "### Celebrate\n\nCake.\n");
    Plan plan = plan(added, settled(migrate));
    assertThat(plan.lost()).isEmpty();
    assertThat(plan.steps().get(1).problems()).isEmpty();
    PlanDocument alike = edited(later, DEPLOY, DEPLOY + MIGRATE.replace("Migrate", "Once more"));
    assertThat(ids(plan(alike, settled(migrate)))).containsExactly("deploy", "once-more");
    assertThat(plan(alike, settled(migrate)).steps().get(1).problems()).isEmpty();
  }

  @Test
  void anIdPutOnAStartedStepLaterDoesNotStartItAgain() {
    PlanDocument before = steps(MIGRATE + DEPLOY);
    PlanDocument after = steps(MIGRATE + DEPLOY.replace("\n\n", "\n- id: ship\n\n"));
    Plan plan = plan(after, started(before, "Migrate"), started(before, "Deploy"));
    assertThat(plan.steps().get(1).problems()).hasSize(1);
    assertThat(plan.lost()).containsExactly(new StepId("deploy"));
  }

  @Test
  void aWaitingStepKeepsTheIdThatTheBlockShows() {
    PlanDocument with = steps("### Manual QA\n- id: qa\n\nLook.\n");
    PlanDocument next = synced(with, plan(with));
    assertThat(ids(plan(edited(next, "- id: qa\n\n", "")))).containsExactly("qa");
  }

  @Test
  void twoHeadingsWithOneIdAreAProblemOfTheDocument() {
    assertThat(words(plan(steps("### Deploy\n### Deploy!\n")).problems()))
        .containsExactly(
            "9:1 a second step with the id `deploy`; the first is on line 8"
                + " (give one of them another title, or an `id:` of its own)");
  }

  @Test
  void aMovedFileKeepsItsIdAndACopyGetsItsOwn() {
    PlanDocument before = steps(MIGRATE);
    byte[] file = Texting.bytes(synced(before, plan(before)).source().text());
    PlanPath path = new PlanPath("plans/later/upgrade.md");
    PlanDocument moved = PlanParser.parse(path, "", file, Settings.NONE);
    assertThat(Identity.identify(moved, List.of(), Set.of(path)).id())
        .isEqualTo(new PlanId("system-upgrade"));
    Plan copy = Identity.identify(moved, List.of(), Set.of(path, Texting.PATH));
    assertThat(copy.id()).isEqualTo(new PlanId("later/upgrade"));
    assertThat(copy.block()).isEqualTo(BlockSeen.NONE);
  }

  @Test
  void aPlanThatCannotBeReadKeepsTheIdItsBlockCarries() {
    String block = "# T\n\n<!-- setpoint:status plan=old · x -->\n<!-- /setpoint:status -->\n";
    byte[] notUtf8 = Texting.bytes(block + "?");
    notUtf8[notUtf8.length - 1] = (byte) 0xFF;
    byte[] large = Texting.bytes(block + " ".repeat(PlanParser.MOST_BYTES));
    byte[] broken = Texting.bytes(block.replace("/setpoint", "setpoint"));
    for (byte[] file : List.of(notUtf8, large, broken)) {
      Plan plan = plan(Texting.parse(file));
      assertThat(plan.id()).isEqualTo(new PlanId("old"));
      assertThat(plan.problems()).hasSize(1);
    }
  }

  @Test
  void twoHeadingsThatClaimOneStartedStepAreAskedAbout() {
    PlanDocument before = steps(MIGRATE + DEPLOY);
    Remembered deploy = started(before, "Deploy");
    PlanDocument renamed = steps(MIGRATE + DEPLOY.replace("Deploy", "Ship"));
    PlanDocument synced = synced(renamed, plan(renamed, deploy));
    PlanDocument both = edited(synced, MIGRATE, "### Deploy\n- workflow: other.yml\n\n");
    Plan plan = plan(both, deploy);
    assertThat(ids(plan)).containsExactly("deploy", "ship");
    assertThat(words(plan.steps().get(1).problems()))
        .singleElement()
        .asString()
        .contains("write `id: deploy` if it is that step; if it is new, write `id: ship`");
  }

  @Test
  void twoNewHeadingsWithTheContentOfALostStepAreBothAskedAbout() {
    PlanDocument before = steps(MIGRATE + DEPLOY);
    Remembered migrate = started(before, "Migrate");
    Plan plan =
        plan(
            steps(MIGRATE.replace("Migrate", "One") + MIGRATE.replace("Migrate", "Two") + DEPLOY),
            migrate);
    assertThat(plan.lost()).containsExactly(new StepId("migrate"));
    assertThat(plan.steps()).extracting(s -> s.problems().size()).containsExactly(1, 1, 1);
  }

  @Test
  void twoRememberedStepsOfOneTitleAreToldApartByTheirContent() {
    PlanDocument before =
        steps("### Deploy\n- workflow: a.yml\n### Deploy\n- id: two\n- workflow: b.yml\n");
    Step one = plan(before).steps().get(0);
    Step two = plan(before).steps().get(1);
    Remembered[] memory = {
      new Remembered(one.id(), "Deploy", one.fields(), one.text(), true),
      new Remembered(two.id(), "Deploy", two.fields(), two.text(), true)
    };
    assertThat(ids(plan(steps("### Deploy\n- workflow: b.yml\n"), memory))).containsExactly("two");
    assertThat(ids(plan(steps("### Deploy\n- workflow: c.yml\n"), memory)))
        .containsExactly("deploy");
  }

  @Test
  void aTitleEditThatKeepsTheSlugKeepsTheStep() {
    PlanDocument before = steps(MIGRATE + DEPLOY);
    Plan plan = plan(steps(MIGRATE + "### Deploy!\n\nOther text.\n"), started(before, "Deploy"));
    assertThat(ids(plan)).containsExactly("migrate", "deploy");
    assertThat(plan.steps().get(1).problems()).isEmpty();
  }

  @Test
  void aRenameIsSeenThoughThePassThatStartedTheStepDiedBeforeItWroteTheBlock() {
    PlanDocument before = steps(DEPLOY);
    PlanDocument known = synced(before, plan(before));
    PlanDocument with = edited(known, DEPLOY, DEPLOY + MIGRATE);
    Remembered migrate = started(with, "Migrate");
    PlanDocument renamed = edited(with, "### Migrate", "### Move the data");
    assertThat(ids(plan(renamed, migrate))).containsExactly("deploy", "migrate");
    PlanDocument rewritten = edited(renamed, "migrate.yml", "move.yml");
    assertThat(plan(rewritten, migrate).lost()).containsExactly(new StepId("migrate"));
    assertThat(plan(rewritten, migrate).steps().get(1).problems()).hasSize(1);
  }

  @Test
  void deletingTheBlockMakesNoQuestions() {
    PlanDocument before = steps(MIGRATE + DEPLOY);
    Remembered migrate = settled(started(before, "Migrate"));
    Remembered removed = new Remembered(new StepId("gone"), "Gone", "x", "y", false);
    Plan plan = plan(before, migrate, removed);
    assertThat(plan.lost()).isEmpty();
    assertThat(plan.steps()).allSatisfy(s -> assertThat(s.problems()).isEmpty());
  }

  @Test
  void theQuestionBetweenTwoHeadingsStaysTooUntilItIsAnswered() {
    PlanDocument before = steps(MIGRATE + DEPLOY);
    Remembered deploy = settled(started(before, "Deploy"));
    PlanDocument renamed = steps(MIGRATE + DEPLOY.replace("Deploy", "Ship"));
    PlanDocument now =
        edited(
            synced(renamed, plan(renamed, deploy)), MIGRATE, "### Deploy\n- workflow: x.yml\n\n");
    for (int pass = 0; pass < 3; pass++) {
      Plan plan = plan(now, deploy);
      assertThat(plan.steps().get(1).problems()).hasSize(1);
      now = synced(now, plan);
    }
    Plan answered = plan(edited(now, "deploy.yml", "deploy.yml\n- id: ship"), deploy);
    assertThat(answered.steps().get(1).problems()).isEmpty();
  }
}
