package dev.setpoint.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.diff.PlanView;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same report, told to people, to programs and to a page. */
class ReportsTest {
  private static final Report REPORT =
      Sample.report(
          List.of(
              Sample.deed(Deed.Kind.OPEN_ISSUE, Deed.Outcome.DONE, "opened #14"),
              Sample.deed(Deed.Kind.WITHDRAW, Deed.Outcome.DONE, "this step was removed"),
              Sample.deed(Deed.Kind.START_RUN, Deed.Outcome.REFUSED, "no such ref"),
              Sample.deed(Deed.Kind.EDIT_ISSUE, Deed.Outcome.PLANNED, "the plan's text changed")),
          List.of(
              Sample.plan(
                  "Upgrade",
                  List.of("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"))),
          List.of(Sample.problem("unknown field `y`")));

  @Test
  void peopleReadWhoseTurnItIsFirst() {
    assertThat(TextReport.ofPass(REPORT, Ink.PLAIN))
        .isEqualTo(
            """
            opened #14 for upgrade/qa (attempt 2)  https://github.com/shop/app/issues/14
            withdrew #14 of upgrade/qa: this step was removed  https://github.com/shop/app/issues/14
            GitHub refused to start #14 for upgrade/qa: no such ref  https://github.com/shop/app/issues/14
            would rewrite #14 of upgrade/qa: the plan's text changed  https://github.com/shop/app/issues/14
            committed 0123456 to the plans

            waiting for people
              🟣 upgrade/four  because it is needs_person  https://github.com/shop/app/issues/14
              ❌ upgrade/six  because it is failed  https://github.com/shop/app/issues/14
              🚫 upgrade/seven  because it is cancelled  https://github.com/shop/app/issues/14

            Upgrade  plans/upgrade.md · approved · 1 of 8 done · 1 skipped
              ⚪ One    because it is waiting
              🟡 Two    because it is ready
              🔵 Three  because it is running  #14  ⚠️ changed
              🟣 Four   because it is needs_person  #14  ⚠️ changed
              ✅ Five   because it is done  #14  ⚠️ changed
              ❌ Six    because it is failed  #14  ⚠️ changed
              🚫 Seven  because it is cancelled  #14  ⚠️ changed
              ⏭️ Eight  because it is skipped  #14  ⚠️ changed

            plans/upgrade.md:3:7: error: unknown field `y`
              hint: did you mean `x`?

            requests: 4 to GitHub's API, 2 to git
            """);
  }

  @Test
  void whatNobodyWaitsForIsOneLineUnlessItStandsAlone() {
    PlanView open = Sample.plan("Open", List.of("One", "Two"));
    PlanView draft = new PlanView(Sample.plan("Draft", List.of("One")).plan(), false, open.steps());
    Report both = Sample.report(List.of(), List.of(draft, open), List.of());
    assertThat(TextReport.ofStatus(both, Ink.PLAIN))
        .isEqualTo(
            """
            Open  plans/upgrade.md · approved · 0 of 2 done
              ⚪ One  because it is waiting
              🟡 Two  because it is ready

            Draft  plans/upgrade.md · approved · 0 of 2 done
            """);
    Report alone = Sample.report(List.of(), List.of(draft), List.of());
    assertThat(TextReport.ofStatus(alone, Ink.PLAIN)).contains("  ⚪ One  because it is waiting");
  }

  @Test
  void colourIsOnlyAnAddition() {
    String coloured = TextReport.ofPass(REPORT, Ink.COLOURED);
    assertThat(coloured).contains("\u001b[");
    assertThat(coloured.replaceAll("\u001b\\[[0-9]+m", ""))
        .isEqualTo(TextReport.ofPass(REPORT, Ink.PLAIN));
  }

  @Test
  void theSameReportIsTheSameJson() {
    assertThat(JsonReport.of(REPORT)).isEqualTo(JsonReport.of(REPORT));
    assertThat(JsonReport.of(REPORT).replaceAll("\\s+", " "))
        .startsWith(
            "{ \"schemaVersion\" : 1, \"commit\" : \"0123456789012345678901234567890123456789\","
                + " \"commands\" : [ { \"kind\" : \"open_issue\", \"plan\" : \"upgrade\","
                + " \"step\" : \"qa\", \"attempt\" : 2, \"outcome\" : \"done\"")
        .endsWith("\"exitCode\" : 3, \"requests\" : { \"api\" : 4, \"git\" : 2 } } ");
  }

  @Test
  void aPageLinksWhatItNames() {
    assertThat(MarkdownReport.of(REPORT))
        .contains(
            "[`0123456`](https://github.com/shop/app/commit/0123456789012345678901234567890123456789)")
        .contains("### Waiting for people")
        .contains("[#14](https://github.com/shop/app/issues/14)")
        .contains("| Four | 🟣 because it is needs\\_person ⚠️ |")
        .contains("```mermaid\nflowchart TD\n")
        .contains("- `plans/upgrade.md:3:7` unknown field `y` (did you mean `x`?)");
  }
}
