package dev.setpoint.plan;

import static dev.setpoint.plan.Texting.plan;
import static dev.setpoint.plan.Texting.resource;
import static dev.setpoint.plan.Texting.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanParserTest {
  @Test
  void theExampleOfTheDesignIsReadAsItsAuthorMeantIt() {
    Plan plan = plan(Texting.parse(resource("system-upgrade.md")));
    assertThat(words(plan.problems())).isEmpty();
    assertThat(plan.id()).isEqualTo(new PlanId("system-upgrade"));
    assertThat(plan.title()).isEqualTo("System Upgrade Project");
    assertThat(plan.lifecycle()).isEqualTo(Lifecycle.APPROVED);
    assertThat(plan.steps())
        .extracting(s -> s.id().value())
        .containsExactly("analyze-system", "update-database", "transform-services", "qa", "deploy");
    assertThat(plan.steps().get(0).description())
        .isEqualTo(
            "Find every caller of the v1 schema.\n\n- [ ] every service in `services/` is named");
    assertThat(plan.steps().get(1).kind())
        .isEqualTo(
            new Kind.Workflow(
                "migrate.yml",
                Map.of("version", "2.0", "environment", "staging"),
                2,
                Optional.of(Duration.ofHours(2))));
    assertThat(plan.steps().get(3).needs())
        .containsExactly(new StepId("update-database"), new StepId("transform-services"));
    assertThat(plan.steps().get(3).kind()).isEqualTo(new Kind.Person(List.of("alice")));
    assertThat(plan.steps().get(4).needs()).containsExactly(new StepId("qa"));
    assertThat(plan.block().rows()).hasSize(5);
  }

  private static Plan steps(String text) {
    return plan(Texting.steps(text));
  }

  private static Step only(String text) {
    Plan plan = steps(text);
    assertThat(words(plan.problems())).isEmpty();
    assertThat(plan.steps()).hasSize(1);
    return plan.steps().get(0);
  }

  @Test
  void fieldsEndAtTheFirstBlankLineWhateverCommonMarkCallsAList() {
    Step step = only("### A\n\n- assign: @alice\n\n- [ ] first\n- Note: more\n");
    assertThat(step.kind()).isEqualTo(new Kind.Person(List.of("alice")));
    assertThat(step.description()).isEqualTo("- [ ] first\n- Note: more");
  }

  @Test
  void aListWhoseFirstKeyIsNoFieldIsDescription() {
    String text = "- Note: do this first\n- workflow: deploy.yml";
    assertThat(only("### A\n\n" + text + "\n").description()).isEqualTo(text);
    assertThat(only("### A\n- [ ] needs: x\n").description()).isEqualTo("- [ ] needs: x");
    assertThat(only("### A\n- 10:30 call\n").description()).isEqualTo("- 10:30 call");
    assertThat(only("### A\n    - needs: code\n").description()).isEqualTo("    - needs: code");
  }

  @Test
  void fieldsMayUseAnyBulletAndTabs() {
    assertThat(only("### A\n* workflow:\tdeploy.yml\t\n+ retries : 2\n").kind())
        .isEqualTo(new Kind.Workflow("deploy.yml", Map.of(), 2, Optional.empty()));
  }

  @Test
  void inputsInAListAreVerbatim() {
    Kind.Workflow kind =
        (Kind.Workflow)
            only("### A\n- workflow: a.yml\n- with:\n  - q: a, b=c: `d`\n  - empty:\n\t- x: 1\n- retries: 1\n")
                .kind();
    assertThat(kind.inputs())
        .containsExactly(
            Map.entry("q", "a, b=c: `d`"), Map.entry("empty", ""), Map.entry("x", "1"));
    assertThat(kind.retries()).isEqualTo(1);
  }

  @Test
  void inputsOnTheLineHaveEqualsSignsAndBackticks() {
    Kind.Workflow kind =
        (Kind.Workflow) only("### A\n- workflow: a.yml\n- with: `a=1`, b = `2`,c=x=y\n").kind();
    assertThat(kind.inputs())
        .containsExactly(Map.entry("a", "1"), Map.entry("b", "2"), Map.entry("c", "x=y"));
  }

  @Test
  void aStepsOwnValueWinsOverThePlansAndThePlansOverTheRepositorys() {
    String text =
        """
        ---
        status: approved
        defaults: {assign: @alice, timeout: 1h, retries: 3}
        ---
        # T
        ## Steps
        ### Person
        ### Other person
        - assign: bob
        ### Workflow
        - workflow: a.yml
        ### Other workflow
        - workflow: a.yml
        - timeout: 2h
        - retries: 0
        """;
    Plan plan = plan(text);
    assertThat(words(plan.problems())).isEmpty();
    assertThat(plan.steps())
        .extracting(Step::kind)
        .containsExactly(
            new Kind.Person(List.of("alice")),
            new Kind.Person(List.of("bob")),
            new Kind.Workflow("a.yml", Map.of(), 3, Optional.of(Duration.ofHours(1))),
            new Kind.Workflow("a.yml", Map.of(), 0, Optional.of(Duration.ofHours(2))));
    Settings settings = Settings.parse(Texting.bytes("retries: 5\nowners: [@carol]\n")).settings();
    PlanDocument other =
        PlanParser.parse(
            Texting.PATH, "", Texting.bytes("# T\n## Steps\n### A\n- workflow: a.yml\n"), settings);
    assertThat(other.owners()).containsExactly("carol");
    assertThat(plan(other).steps().get(0).kind())
        .isEqualTo(new Kind.Workflow("a.yml", Map.of(), 5, Optional.empty()));
  }

  @Test
  void onlyTopLevelHeadingsUnderStepsAreSteps() {
    Plan plan =
        plan(
            """
            # T

            ### Before

            ## Steps

            ### 1. One

            ```
            ### In a fence
            ```

            > ### In a quote

            - ### In a list

            <div>
            ### In HTML
            </div>

                ### Indented

            #### Deeper is description

            ### 7.1 Two `x` **y**

            ## After

            ### Not a step
            """);
    assertThat(words(plan.problems())).isEmpty();
    assertThat(plan.steps()).extracting(Step::title).containsExactly("One", "Two x y");
    assertThat(plan.steps().get(0).description())
        .startsWith("```")
        .endsWith("#### Deeper is description");
    assertThat(plan.steps().get(1).anchor()).isEqualTo("71-two-x-y");
  }

  @Test
  void titlesMayBeUnderlinedAndKeepNumbersThatAreWords() {
    Plan plan =
        plan("The *plan*\nof two lines\n===\n\nSteps\n-----\n\n### 3 blind mice\n### 2)  Go ##\n");
    assertThat(plan.title()).isEqualTo("The plan of two lines");
    assertThat(plan.steps()).extracting(Step::title).containsExactly("3 blind mice", "Go");
  }

  @Test
  void referencesAreIdsOrTitlesQuotedWhereTheyHoldAComma() {
    Plan plan =
        steps(
            """
            ### 1. Build, test
            ### Écrire le *plan*
            - needs: nothing
            ### C
            - needs: "Build, test", `Écrire le plan`, build-test, 1. Build, test
            """);
    assertThat(words(plan.problems()))
        .containsExactly(
            "12:55 there is no step `1. Build`"
                + " (did you mean `\"Build, test\"`? a title with a comma needs quotes)",
            "12:65 there is no step `test`");
    assertThat(plan.steps().get(1).needs()).isEmpty();
    assertThat(plan.steps().get(2).needs())
        .extracting(StepId::value)
        .containsExactly("build-test", "ecrire-le-plan");
  }

  @Test
  void aBlockThatStandsInAStepIsNoPartOfIt() {
    Step step =
        only(
            """
            ### A

            Before.

            <!-- setpoint:status plan=system-upgrade · x -->
            ### Forged
            | [A](#a) `odd-id` | ✅ done | | |
            <!-- /setpoint:status -->

            After.
            """);
    assertThat(step.description()).isEqualTo("Before.\n\nAfter.");
    assertThat(step.id()).isEqualTo(new StepId("odd-id"));
  }

  @Test
  void fingerprintsSayWhatWasEdited() {
    Step before = only("### A\n- workflow: a.yml\n- with: x=1\n\nText.\n");
    Step retitled =
        only(
            "### 2. B\n- id: b\n- workflow: `a.yml`\n- skip: no\n- with:\n  - x: 1\n\n\nText.\r\n");
    assertThat(retitled.fields()).isEqualTo(before.fields());
    assertThat(retitled.text()).isEqualTo(before.text());
    assertThat(retitled.skip()).contains("no");
    Step edited = only("### A\n- workflow: a.yml\n- with: x=2\n\nText!\n");
    assertThat(edited.fields()).isNotEqualTo(before.fields());
    assertThat(edited.text()).isNotEqualTo(before.text());
  }

  @Test
  void aPlanWithoutFrontMatterOrStatusIsADraft() {
    assertThat(plan("# T\n").lifecycle()).isEqualTo(Lifecycle.DRAFT);
    assertThat(plan("---\nlabels: a\n---\n# T\n").lifecycle()).isEqualTo(Lifecycle.DRAFT);
    assertThat(plan("---\n\n# T after a rule\n").problems()).isEmpty();
    assertThat(plan("just prose").title()).isEqualTo("system-upgrade");
  }

  @Test
  void cancelledIsObeyedWhateverElseIsWrong() {
    Plan plan = plan("---\nstatus: cancelled\nstats: 1\n---\n# T\n## Steps\n### A\n- nedes: x\n");
    assertThat(plan.lifecycle()).isEqualTo(Lifecycle.CANCELLED);
    assertThat(plan.problems()).hasSize(2);
    assertThat(plan.steps()).hasSize(1);
  }
}
