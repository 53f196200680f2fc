package dev.setpoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VarsTest {
  private static final Vars VARS = new Vars(Map.of("v", "1.4", "my-name_2", "x", "empty", ""));

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "Release ${{ vars.v }} = Release 1.4",
        "${{vars.v}}${{vars.v}} = 1.41.4",
        "${{ vars.my-name_2 }} = x",
        "[${{ vars.empty }}] = []",
        "$${{ vars.v }} = ${{ vars.v }}",
        "$${{ vars.v }}${{ vars.v }} = ${{ vars.v }}1.4",
        "$$${{ vars.v }} = $${{ vars.v }}",
        "${{ github.sha }} and ${{ vars.v = ${{ github.sha }} and ${{ vars.v",
        "${{ vars.v || 'x' }} = ${{ vars.v || 'x' }}",
        "${{ vars.unknown }} = ${{ vars.unknown }}",
        "${{ vars. }} ${{ = ${{ vars. }} ${{",
      })
  void exactlyOneFormIsAVariableAndAllElseIsText(String written, String read) {
    assertThat(VARS.fill(written)).isEqualTo(read);
  }

  @Test
  void aValueIsNotReadForVariablesItself() {
    assertThat(new Vars(Map.of("a", "${{ vars.b }}", "b", "x")).fill("${{ vars.a }}"))
        .isEqualTo("${{ vars.b }}");
  }

  @Test
  void variablesStandInTitlesTextAndValues() {
    PlanDocument plan =
        Texting.parse(
            """
            ---
            status: approved
            vars: { version: 1.4, lead: "@alice, @bob", env: "a,b=c", wf: deploy, again: 2 }
            defaults: { retries: "${{ vars.again }}" }
            ---
            # Release ${{ vars.version }}

            ## Steps

            ### 1. Announce ${{ vars.version }}

            - assign: ${{ vars.lead }}

            Tag `v${{ vars.version }}`:

                git tag v${{ vars.version }} # $${{ vars.version }}, ${{ github.sha }}

            ### Deploy

            - workflow: `${{ vars.wf }}.yml`
            - with: where=${{ vars.env }}, v=${{ vars.version }}
            """);
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.title()).isEqualTo("Release 1.4");
    WrittenStep first = plan.steps().getFirst();
    assertThat(first.title()).isEqualTo("Announce 1.4");
    assertThat(first.anchor()).isEqualTo("1-announce--varsversion-");
    assertThat(first.kind()).isEqualTo(new Kind.Person(List.of("alice", "bob")));
    assertThat(first.description())
        .isEqualTo("Tag `v1.4`:\n\n    git tag v1.4 # ${{ vars.version }}, ${{ github.sha }}");
    Kind.Workflow second = (Kind.Workflow) plan.steps().get(1).kind();
    assertThat(second.file()).isEqualTo("deploy.yml");
    assertThat(second.inputs()).isEqualTo(Map.of("where", "a,b=c", "v", "1.4"));
    assertThat(second.retries()).isEqualTo(2);
  }

  @Test
  void aVariablesNewValueRenamesNoStep() {
    String plan = "---\nstatus: approved\nvars: { v: 1.4 }\n---\n# T\n\n## Steps\n\n";
    String step = "### Cut ${{ vars.v }}\n\nTag ${{ vars.v }}.\n";
    Step before = Texting.plan(plan + step).steps().getFirst();
    assertThat(before.id()).isEqualTo(new StepId("cut-1-4"));
    Remembered claimed =
        new Remembered(before.id(), before.terms().written(), before.fields(), before.text(), true);
    Step after =
        Texting.plan(plan.replace("1.4", "1.5") + step + "### Another\n", claimed)
            .steps()
            .getFirst();
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.title()).isEqualTo("Cut 1.5");
    assertThat(after.problems()).isEmpty();
  }

  @Test
  void aTitleMovedIntoAVariableIsTheSameTitle() {
    String plan = "---\nstatus: approved\nvars: { v: 1.4 }\n---\n# T\n\n## Steps\n\n";
    Step before = Texting.plan(plan + "### Cut 1.4\n\n- id: cut\n").steps().getFirst();
    Remembered claimed =
        new Remembered(before.id(), before.terms().written(), before.fields(), before.text(), true);
    Step after =
        Texting.plan(plan + "### Cut ${{ vars.v }}\n\nNew text.\n", claimed).steps().getFirst();
    assertThat(after.id()).isEqualTo(new StepId("cut"));
  }

  @Test
  void anUnknownVariableIsAProblemWithItsPlaceAndAHint() {
    assertThat(
            Texting.words(
                Texting.parse(
                        """
                        ---
                        status: approved
                        vars: { version: 1 }
                        ---
                        # T

                        ## Steps

                        ### Cut ${{ vars.verzion }}

                        - assign: ${{ vars.who }}
                        - needs: nothing
                        """)
                    .problems()))
        .containsExactly(
            "9:9 there is no variable `verzion` (did you mean `vars.version`?)",
            "11:11 there is no variable `who` (add `who: value` under `vars:` in the front matter, or"
                + " write `$${{` for a literal `${{`)");
  }

  @Test
  void aVariableIsOneLineUnderAPlainName() {
    assertThat(
            Texting.words(
                Texting.parse(
                        """
                        ---
                        vars:
                          1st: a
                          list: [a]
                          long: |
                            a
                            b
                          none:
                        ---
                        # T

                        ## Steps

                        ### A${{ vars.none }}
                        """)
                    .problems()))
        .containsExactly(
            "3:3 `1st` cannot be a variable's name (letters, digits, `_` and `-`, a letter first)",
            "4:9 `list` must be one value",
            "5:9 `long` must be one line of at most 500 characters");
  }
}
