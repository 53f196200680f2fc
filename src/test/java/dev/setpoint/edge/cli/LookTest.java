package dev.setpoint.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.edge.cli.Console.Said;
import dev.setpoint.sandbox.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The commands that only look, {@code why}, {@code status} and {@code graph}, and their words. */
class LookTest {
  private final Sandbox github = House.planned();
  private final Console console = Console.of(github);

  @AfterEach
  void close() {
    github.close();
  }

  @Test
  void whyNamesTheProblemThatHoldsAWholePlan() {
    github
        .as("alice")
        .pushes("main", "plans/house.md", House.PLAN.replace("assign", "asign"), "Oops");
    Said why = console.run("why", "house/unpack");
    assertThat(why.code()).isEqualTo(3);
    assertThat(why.out())
        .isEqualTo(
            "nothing of the plan `house` is started before its problems are mended:"
                + " plans/house.md:11: unknown field `asign`\n");
  }

  @Test
  void aRenamedStepIsFoundByItsTitleAndShownWithItsId() {
    String plan = House.PLAN.replace("- assign: @alice", "- id: boxes\n- assign: @alice");
    github.as("alice").pushes("main", "plans/house.md", plan, "Name it");
    assertThat(console.run("why", "house/pack").out()).startsWith("🟡 Pack `boxes`: ready");
    assertThat(console.run("why", "house/boxes").out()).startsWith("🟡 Pack `boxes`: ready");
    assertThat(console.run("why", "house/Pack").code()).isZero();
    assertThat(console.run("status").out()).contains("🟡 Pack `boxes`  ready");
    assertThat(console.run("retry", "house/pack").out()).contains("house/boxes");
  }

  @Test
  void whyTellsWhereTheProblemOfAStepStandsAndWhatMendsIt() {
    String plan =
        House.PLAN.replace("`drive.yml`", "`drvie.yml`").replace("- assign: @alice", "- skip: no");
    github.as("alice").pushes("main", "plans/house.md", plan, "Slip");
    assertThat(console.run("why", "house/drive").out())
        .isEqualTo(
            """
            🟡 Drive: ready, but there is no workflow `drvie.yml` on the default branch
              plans/house.md:15:13
              hint: workflows that take part: drive.yml
            """);
  }

  @Test
  void eachPlanThatIsAskedForIsDrawn() {
    github.as("bob").pushes("main", "plans/flat.md", "# Flat\n\n## Steps\n\n### Paint\n", "More");
    assertThat(console.run("graph", "house", "flat").out()).contains("Unpack").contains("Paint");
    Said json = console.run("graph", "house", "flat", "--json");
    assertThat(json.code()).isEqualTo(2);
    assertThat(json.err()).contains("one plan at a time");
  }

  @Test
  void whyAndGraphAndStatusLookAndDoNothing() {
    console.run("reconcile");
    String before = House.tip(github);
    github.requests().reset();
    assertThat(console.run("why", "house/drive").out())
        .startsWith("⚪ Drive: waiting for `pack`, which needs @alice since ");
    assertThat(console.run("why", "house/drive", "--json").json().get("status").asText())
        .isEqualTo("waiting");
    assertThat(console.run("graph").out())
        .startsWith("flowchart TD\n  n0[\"🟣 Pack · needs person\"]:::is_needs_person\n")
        .contains("  n0 --> n1\n  n1 --> n2\n");
    assertThat(console.run("graph", "house", "--format", "dot").out())
        .startsWith("digraph plan {")
        .contains("  n1 -> n2;\n");
    assertThat(console.run("status").out())
        .startsWith("waiting for people\n  🟣 house/pack  needs @alice since ");
    assertThat(console.run("status", "house").code()).isZero();
    House.assertNothingWasWritten(github, before);
  }
}
