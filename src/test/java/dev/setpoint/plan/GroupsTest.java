package dev.setpoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupsTest {
  private static final String HEAD = "---\nstatus: approved\nvars: { x: out }\n---\n# Title\n\n";

  @Test
  void aGroupContinuesTheStepsUnderAHeadingOfItsOwn() {
    Plan plan =
        Texting.plan(
            HEAD
                + """
                ## Steps: Prepare

                ### Freeze

                ## Background

                ### Not a step

                ## Steps: Roll ${{ vars.x }}

                ### Canary

                ### Everywhere

                ## Steps

                ### Clean up

                - needs: Roll out, Freeze
                """);
    assertThat(plan.problems()).isEmpty();
    assertThat(plan.steps().stream().map(s -> s.id().value()))
        .containsExactly("freeze", "canary", "everywhere", "clean-up");
    assertThat(plan.steps().stream().map(s -> s.terms().group().map(Group::name).orElse("-")))
        .containsExactly("Prepare", "Roll out", "Roll out", "-");
    assertThat(needs(plan, 1)).containsExactly("freeze");
    assertThat(needs(plan, 3)).containsExactly("canary", "everywhere", "freeze");
  }

  @Test
  void parallelStepsShareTheirNeedsAndWhatFollowsNeedsAllOfThem() {
    Plan plan =
        Texting.plan(
            HEAD
                + """
                ## Steps

                ### Zero

                ### A

                ### B

                - parallel: yes

                ### C

                - parallel: yes

                ### D

                ### E

                - parallel: no
                """);
    assertThat(plan.problems()).isEmpty();
    assertThat(needs(plan, 1)).containsExactly("zero");
    assertThat(needs(plan, 2)).containsExactly("zero");
    assertThat(needs(plan, 3)).containsExactly("zero");
    assertThat(needs(plan, 4)).containsExactly("a", "b", "c");
    assertThat(needs(plan, 5)).containsExactly("d");
  }

  @Test
  void aFirstParallelStepNeedsNothing() {
    Plan plan = Texting.plan(HEAD + "## Steps\n\n### A\n\n- parallel: yes\n\n### B\n");
    assertThat(needs(plan, 0)).isEmpty();
    assertThat(needs(plan, 1)).containsExactly("a");
  }

  @Test
  void whatCannotBeMeantIsSaid() {
    assertThat(
            Texting.words(
                Texting.plan(
                        HEAD
                            + """
                            ## Steps: Prepare

                            ### A

                            ## Steps: Prepare

                            ### Prepare

                            - needs: nothing
                            - parallel: yes

                            ### B

                            - parallel: perhaps

                            ## Steps:

                            ### C

                            - needs: Pripare, Othre

                            ## Steps: Other

                            ### D

                            - needs: Other

                            ### E

                            - needs: Prepare, prepare
                            """)
                    .problems()))
        .containsExactly(
            "11:1 a second group `Prepare`; the first is on line 7 (choose another name)",
            "16:3 `parallel` and `needs` exclude each other (`parallel: yes` means the same needs"
                + " as the step before)",
            "20:13 `perhaps` is neither `yes` nor `no` (write `parallel: yes`, or leave the line"
                + " out)",
            "22:1 a group of steps needs a name (`## Steps: <name>`)",
            "26:10 there is no step `Pripare` (did you mean `prepare`?)",
            "26:19 there is no step `Othre` (did you mean `Other`?)",
            "32:10 this step waits for itself: `d` needs `d` (take `d` out of its own `needs` or"
                + " `if`)",
            "36:10 `Prepare` is a step and a group (write `prepare`, its id, for the step; for the"
                + " group give one of them another name)");
  }

  @Test
  void aPlanOfEightPhasesReadsWell() {
    StringBuilder text = new StringBuilder(HEAD);
    for (int phase = 1; phase <= 8; phase++) {
      text.append("## Steps: Phase ").append(phase).append("\n\n");
      for (int task = 1; task <= 9; task++) {
        text.append("### Task %d of %d\n\n".formatted(task, phase));
        text.append(task == 1 ? "" : "- parallel: yes\n\n").append("Do it.\n\n");
      }
    }
    Plan plan = Texting.plan(text.toString());
    assertThat(plan.problems()).isEmpty();
    List<StatusRow> rows =
        IntStream.range(0, plan.steps().size())
            .mapToObj(
                i ->
                    new StatusRow(
                        plan.steps().get(i),
                        i < 12 ? StepStatus.DONE : i < 13 ? StepStatus.SKIPPED : StepStatus.WAITING,
                        i < 12 ? "done" : "waiting",
                        StatusRow.Attention.NONE,
                        java.util.Optional.empty(),
                        java.util.Optional.empty()))
            .toList();
    String block = StatusBlock.render(plan, rows);
    assertThat(block)
        .contains("· 12 of 72 done · 1 skipped")
        .contains(
            "| **[Phase 1](#steps-phase-1)** | 9 of 9 done | | |\n| [Task 1 of 1](#task-1-of-1)")
        .contains("| **[Phase 2](#steps-phase-2)** | 3 of 9 done · 1 skipped | | |");
    assertThat(
            Texting.plan(text.toString().replace("# Title\n", "# Title\n\n" + block + "\n"))
                .block()
                .rows())
        .hasSize(72);
    assertThat(needs(plan, 9)).hasSize(9);
  }

  private static List<String> needs(Plan plan, int i) {
    return plan.steps().get(i).needs().stream().map(StepId::value).toList();
  }
}
