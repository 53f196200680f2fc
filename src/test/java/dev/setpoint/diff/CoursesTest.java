package dev.setpoint.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.read.TipOf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Plans that are steps of others, more than one of them or at more than one level. */
class CoursesTest {
  private static final String LEAF = plan("Leaf", "### Dump\n");

  @Test
  void oneOfThoseThatNameItIsEnough() {
    Map<String, String> plans =
        Map.of(
            "plans/leaf.md", LEAF,
            "plans/now.md", plan("Now", "### Leaf\n\n- plan: leaf.md\n"),
            "plans/later.md", plan("Later", "### Before\n\n### Leaf\n\n- plan: leaf.md\n"),
            "plans/never.md", plan("Never", "### Leaf\n\n- plan: leaf.md\n- skip: not here\n"));
    assertThat(started(plans)).containsExactly("later/before", "leaf/dump");
  }

  @Test
  void aPlanThatIsNamedTwiceOnTheSameWayDoesNotWaitForItself() {
    Map<String, String> plans =
        Map.of(
            "plans/leaf.md", LEAF,
            "plans/top.md",
                plan("Top", "### Leaf\n\n- plan: leaf.md\n\n### Middle\n\n- plan: middle.md\n"),
            "plans/middle.md", plan("Middle", "### Leaf\n\n- plan: leaf.md\n"));
    assertThat(started(plans)).containsExactly("leaf/dump");
  }

  @Test
  void aStepOfAPlanThatWaitsForItsOwnTurnHasNoneEither() {
    Map<String, String> plans =
        Map.of(
            "plans/leaf.md", LEAF,
            "plans/middle.md", plan("Middle", "### Leaf\n\n- plan: leaf.md\n"),
            "plans/top.md", plan("Top", "### Before\n\n### Middle\n\n- plan: middle.md\n"));
    assertThat(started(plans)).containsExactly("top/before");
  }

  @Test
  void namingAPlanTwiceGivesItNoTurnThatItsPlanHasNot() {
    String twice = "### One\n\n- plan: leaf.md\n\n### Two\n\n- plan: leaf.md\n- parallel: yes\n";
    Map<String, String> plans =
        Map.of(
            "plans/leaf.md", LEAF,
            "plans/middle.md", plan("Middle", twice),
            "plans/top.md", plan("Top", "### Middle\n\n- plan: middle.md\n- skip: not now\n"));
    assertThat(started(plans)).isEmpty();
  }

  @Test
  void manyWaysToAPlanAreWalkedOnce() {
    Map<String, String> plans = new HashMap<>();
    plans.put("plans/p0.md", plan("P0", "### Leaf\n\n- plan: p1.md\n- skip: not now\n"));
    for (int i = 1; i < 60; i++) {
      String next = "- plan: p" + (i + 1) + ".md\n";
      plans.put(
          "plans/p" + i + ".md",
          plan("P" + i, "### One\n\n" + next + "\n### Two\n\n" + next + "- parallel: yes\n"));
    }
    plans.put("plans/p60.md", LEAF);
    assertThat(started(plans)).isEmpty();
  }

  private static List<String> started(Map<String, String> plans) {
    return Diff.between(TipOf.plans(plans, List.of()), List.of()).commands().stream()
        .filter(Command.Start.class::isInstance)
        .map(c -> c.plan() + "/" + c.step())
        .sorted()
        .toList();
  }

  private static String plan(String title, String steps) {
    return "---\nstatus: approved\n---\n\n# " + title + "\n\n## Steps\n\n" + steps;
  }
}
