package dev.setpoint.checklist;

import static dev.setpoint.checklist.OddChecklists.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.checklist.Checklist.Imported;
import dev.setpoint.plan.Group;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of checklists as people write them. */
class ChecklistTest {
  @Test
  void everyWordIsKeptAsOftenAsItIsThere() {
    OddChecklists.ALL.forEach(
        (name, text) -> {
          String plan = planOf(text).text();
          List<String> written = words(plan);
          List<String> words = words(text);
          for (String word : words) {
            if (!word.equalsIgnoreCase("steps")) {
              assertThat(written.stream().filter(w -> w.contains(word)).count())
                  .as("%s: `%s` in\n%s", name, word, plan)
                  .isGreaterThanOrEqualTo(words.stream().filter(word::equals).count());
            }
          }
        });
  }

  @Test
  void thePlanHasNoProblemAndIsADraft() {
    OddChecklists.ALL.forEach(
        (name, text) -> {
          Plan plan = planOf(text).plan();
          assertThat(plan.problems()).as(name).isEmpty();
          assertThat(plan.steps()).as(name).isNotEmpty().allMatch(s -> s.problems().isEmpty());
          assertThat(plan.lifecycle()).as(name).isEqualTo(Lifecycle.DRAFT);
        });
  }

  @Test
  void everyItemOfATopLevelListIsAStepAndNothingElseIs() {
    assertThat(titles(RELEASE))
        .containsExactly(
            "Freeze main",
            "Check the changelog",
            "Tag",
            "Deploy to staging",
            "If staging is green for an hour, deploy to production:",
            "Tell people",
            "Unfreeze");
    assertThat(titles(odd("headings in fences"))).hasSize(3);
    assertThat(titles(odd("headings everywhere"))).containsExactly("a", "b Steps", "c #", "d");
    assertThat(titles(odd("html"))).hasSize(4);
    assertThat(titles(odd("parents without boxes"))).containsExactly("a", "b", "c");
    assertThat(titles(odd("empty things"))).hasSize(4).contains("real", "🚀", "数据库");
    assertThat(titles(odd("rules and quotes"))).containsExactly("a", "b");
  }

  @Test
  void whereThereAreBoxesPlainBulletsAreProse() {
    Plan plan = planOf("Needed:\n\n- a key\n- a lock\n\nThen:\n\n- [ ] turn\n").plan();
    assertThat(plan.steps()).extracting(Step::title).containsExactly("turn");
  }

  @Test
  void tickedItemsAreSkippedAsAlreadyDone() {
    Imported release = planOf(RELEASE);
    assertThat(release.plan().steps().getFirst().skip()).contains("already done");
    assertThat(release.plan().steps().stream().skip(1)).allMatch(s -> s.skip().isEmpty());
    assertThat(release.done()).isEqualTo(1);
  }

  @Test
  void whatIsNestedBecomesTheStepsText() {
    Step changelog = planOf(RELEASE).plan().steps().get(1);
    assertThat(changelog.description())
        .isEqualTo(
            """
            - [x] every pull request is named
            - [ ] breaking changes come first

              with how to migrate\
            """);
    Step production = planOf(RELEASE).plan().steps().get(4);
    assertThat(production.description())
        .isEqualTo("```sh\n## not a heading\n./deploy production\n```");
  }

  @Test
  void headingsOverListsBecomeGroupsAndNothingIsSaidTwice() {
    String plan = planOf(RELEASE).text();
    List<Step> steps = planOf(RELEASE).plan().steps();
    assertThat(groups(RELEASE))
        .containsExactly("Before", "Before", "Before", "Go", "Go", "Go", "Go");
    assertThat(plan)
        .contains(
            """
            ## Steps: Before

            Only on a working day, and only if nothing is on fire.

            ### Freeze `main`

            - skip: already done

            ### Check the **changelog**
            """)
        .contains("### Unfreeze\n\nOnce all of that is done:\n\n## Rollback\n");
    assertThat(steps.get(0).description()).isEmpty();
    assertThat(steps.get(6).description()).isEqualTo("Once all of that is done:");
    assertThat(plan).endsWith("## Rollback\n\nCall Bob.\n\n[docs]: https://example.com/docs\n");
  }

  @Test
  void itemsWithoutBoxesOverListsWithBoxesAreGroups() {
    String nested =
        """
        - Prepare the *shop*

          Before noon.
          - [ ] Freeze
            - [ ] nobody pushes
          - [x] Back up
        - Migrate:
          - [ ] Freeze

          When it is over:

          - [ ] Thaw
        """;
    assertThat(groups(nested))
        .containsExactly("Prepare the shop", "Prepare the shop", "Migrate", "Migrate");
    assertThat(titles(nested)).containsExactly("Freeze", "Back up", "Freeze", "Thaw");
    assertThat(planOf(nested).text())
        .contains(
            "## Steps: Prepare the *shop*\n\nBefore noon.\n\n### Freeze\n\n- [ ] nobody pushes")
        .contains("### Thaw\n\nWhen it is over:\n");
    assertThat(groups("- [ ] Own box\n  - [ ] a\n- Other\n  - [ ] b\n")).isEmpty();
  }

  @Test
  void largerHeadingsNameTheGroupsUnderThemAndOthersStayAsTheyAre() {
    String phases =
        """
        # Move

        ## Phase 1

        With care.

        ### Kitchen

        - [ ] Pack

        ## Whom to call

        Bob.

        ## Phase 2

        - [ ] Drive

        ### Kitchen

        - [ ] Unpack

        ## Phase 2

        - [ ] Rest
        """;
    assertThat(groups(phases))
        .containsExactly("Phase 1: Kitchen", "Phase 2", "Phase 2: Kitchen", "Phase 2 (2)");
    assertThat(planOf(phases).text())
        .contains(
            """
            ## Steps: Phase 1: Kitchen

            With care.

            ### Pack

            ## Whom to call

            Bob.

            ## Steps: Phase 2
            """);
  }

  @Test
  void stepsRunInTheirOrder() {
    List<Step> steps = planOf(RELEASE).plan().steps();
    for (int i = 1; i < steps.size(); i++) {
      assertThat(steps.get(i).needs()).containsExactly(steps.get(i - 1).id());
    }
    assertThat(planOf(RELEASE).text()).doesNotContain("needs:");
    assertThat(planOf(RELEASE).text()).contains("### 1. Deploy to staging\n");
  }

  @Test
  void aListInAnyOrderRunsAtOnceAndIsWaitedFor() {
    Plan plan =
        planOf(
                """
                - [ ] first

                In any order:

                - [ ] Left
                - [ ] Right
                - [ ] Left

                ## Then

                - [ ] last
                """)
            .plan();
    assertThat(plan.problems()).isEmpty();
    List<StepId> ids = plan.steps().stream().map(Step::id).toList();
    assertThat(ids)
        .extracting(StepId::value)
        .containsExactly("first", "left", "right", "left-2", "last");
    for (int i = 1; i <= 3; i++) {
      assertThat(plan.steps().get(i).needs()).containsExactly(ids.get(0));
    }
    assertThat(plan.steps().get(4).needs()).containsExactlyElementsOf(ids.subList(1, 4));
    Plan atOnce = planOf("Do these in parallel.\n\n1. a\n2. b\n").plan();
    assertThat(atOnce.steps()).allMatch(s -> s.needs().isEmpty());
  }

  @Test
  void equalTitlesGetIdsOfTheirOwn() {
    assertThat(planOf(odd("duplicates")).plan().steps())
        .extracting(s -> s.id().value())
        .containsExactly("test", "deploy", "test-3", "test-4", "test-2");
    String longer = "- [ ] " + "a".repeat(70) + "\n";
    assertThat(planOf(longer.repeat(12)).plan().problems()).isEmpty();
  }

  @Test
  void aTitleIsShortAndTheTextSaysTheRest() {
    for (Step step : planOf(odd("very long")).plan().steps()) {
      assertThat(step.title().length()).isLessThanOrEqualTo(84);
      assertThat(step.description().length()).isGreaterThan(200);
    }
    Step link = planOf(odd("no boxes")).plan().steps().getFirst();
    assertThat(link.title()).isEqualTo("eat");
    Step bread = planOf("- buy *good* [bread](http://b.example)\n").plan().steps().getFirst();
    assertThat(bread.title()).isEqualTo("buy good bread");
    assertThat(bread.description()).isEqualTo("buy *good* [bread](http://b.example)");
  }

  @Test
  void aDocumentKeepsItsTitleAndItsLineEndings() {
    assertThat(planOf(RELEASE).plan().title()).isEqualTo("Release 4.2");
    assertThat(planOf("- a\n").plan().title()).isEqualTo("Told by the name");
    assertThat(planOf(odd("crlf")).text().replace("\r\n", "")).doesNotContain("\n");
    assertThat(planOf(odd("crlf")).text()).contains("\r\n### Tag\r\n");
  }

  @Test
  void withoutAListThereIsNoPlanAndAPlanIsNotImportedAgain() {
    assertThat(Checklist.planOf("# A\n\nprose\n\n> - [ ] quoted\n", "x")).isEmpty();
    assertThat(Checklist.planOf("- [ ]\n", "x")).isEmpty();
    assertThat(Checklist.isPlan(planOf(RELEASE).text())).isTrue();
    assertThat(Checklist.isPlan(RELEASE)).isFalse();
    assertThat(Checklist.isPlan(odd("headings everywhere"))).isFalse();
  }

  @Test
  void shuffledLinesOfOddChecklistsStillMakePlansWithoutProblems() {
    List<String> lines = OddChecklists.ALL.values().stream().flatMap(String::lines).toList();
    Random random = new Random(20261123);
    for (int round = 0; round < 400; round++) {
      StringBuilder text = new StringBuilder("- [ ] first\n");
      for (int i = 0; i < 12; i++) {
        text.append(lines.get(random.nextInt(lines.size()))).append('\n');
      }
      Checklist.planOf(text.toString(), "x")
          .ifPresent(
              imported ->
                  assertThat(
                          Stream.concat(
                              imported.plan().problems().stream(),
                              imported.plan().steps().stream().flatMap(s -> s.problems().stream())))
                      .as("%s\n=>\n%s", text, imported.text())
                      .isEmpty());
    }
  }

  private static String odd(String name) {
    return Objects.requireNonNull(OddChecklists.ALL.get(name));
  }

  private static Imported planOf(String text) {
    return Checklist.planOf(text, "Told by the name").orElseThrow();
  }

  /** Of each step that stands in one. */
  private static List<String> groups(String text) {
    return planOf(text).plan().steps().stream()
        .flatMap(s -> s.terms().group().stream())
        .map(Group::name)
        .toList();
  }

  private static List<String> titles(String text) {
    return planOf(text).plan().steps().stream().map(Step::title).toList();
  }

  /** What is between blanks, without list markers, boxes and the marks of headings. */
  private static List<String> words(String text) {
    return text.lines()
        .map(line -> line.replaceFirst("^\uFEFF", ""))
        .map(line -> line.replaceFirst("^(?:[\\s>]*(?:[-*+]|\\d{1,9}[.)]|#{1,6})(?=\\s|$))+", ""))
        .map(line -> line.replaceFirst("^\\s*\\[[ xX]](?=\\s|$)", ""))
        .map(line -> line.replaceFirst("\\s#+$", ""))
        .flatMap(line -> Arrays.stream(line.strip().split("\\s+", -1)))
        .filter(word -> word.chars().anyMatch(Character::isLetterOrDigit))
        .toList();
  }
}
