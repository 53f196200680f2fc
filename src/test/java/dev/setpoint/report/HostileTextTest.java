package dev.setpoint.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.diff.PlanView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Titles, reasons and messages come from strangers: in no report do they become anything but text.
 */
class HostileTextTest {
  private static final String HOSTILE =
      "A\"]; click n0 \"javascript:x\" %%{init: {}}%% --> n9 a < b | `b` \\ end";

  @Test
  void aTitleStaysInsideItsMermaidLabel() {
    String chart = Mermaid.of(Sample.plan("T", List.of(HOSTILE, "B")));
    String node = chart.lines().filter(l -> l.startsWith("  n0[")).findFirst().orElseThrow();
    String label = node.substring("  n0[\"".length(), node.lastIndexOf("\"]:::"));
    assertThat(label).doesNotContainPattern("[\"\\[\\](){}<>|`%\\\\:]").contains("#34;", "#60;");
    assertThat(chart.lines().filter(l -> l.contains("click"))).hasSize(1);
    assertThat(chart).contains("  n0 --> n1\n");
  }

  @Test
  void aTitleStaysInsideItsDotLabel() {
    String graph = Dot.of(Sample.plan("T\"; x", List.of("A \\\" ]; b [label=\"c", "B")));
    graph
        .lines()
        .filter(l -> l.contains("label=\""))
        .forEach(
            l -> {
              String inside = l.replaceAll("\\\\.", "");
              assertThat(inside.chars().filter(c -> c == '"').count()).isIn(2L, 4L);
            });
  }

  @Test
  void aTerminalGetsNoControlCharactersAndALogNoCommands() {
    String escape = "\u001b[2J\u0007\u202e";
    PlanView plan = Sample.plan("::error::x" + escape, List.of("##[error]" + escape));
    Deed deed = Sample.deed(Deed.Kind.WITHDRAW, Deed.Outcome.DONE, escape + "::warning::y");
    Report report =
        Sample.report(List.of(deed), List.of(plan), List.of(Sample.problem(escape + "z")));
    String text = TextReport.ofPass(report, Ink.PLAIN);
    assertThat(text).doesNotContain("\u001b", "\u0007", "\u202e", "##[");
    assertThat(text.lines().map(String::strip)).noneMatch(line -> line.startsWith("::"));
  }

  @Test
  void aSummaryRendersNothingThatAStrangerWrote() {
    PlanView plan = Sample.plan("T <script>x</script>", List.of(HOSTILE));
    Report report =
        Sample.report(
            List.of(Sample.deed(Deed.Kind.CLOSE_ISSUE, Deed.Outcome.DONE, "[x](http://evil) @all")),
            List.of(plan),
            List.of(
                Sample.problem("good `<b>`"),
                Sample.problem("bad `<b>` and ``<i>`` ![i](http://evil)")));
    String markdown = MarkdownReport.of(report);
    assertThat(markdown)
        .doesNotContain("<script>", " < ", "@all", "``<i>``")
        .doesNotContainPattern("(?<!\\\\)]\\(http://evil")
        .contains("`<b>`");
  }

  @Test
  void aSummaryNeverGrowsBeyondWhatGitHubShows() {
    List<String> titles = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      titles.add("Step " + i + " é".repeat(90));
    }
    PlanView large = Sample.plan("Large", titles);
    List<PlanView> plans = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      plans.add(large);
    }
    String markdown = MarkdownReport.of(Sample.report(List.of(), plans, List.of()));
    assertThat(markdown.getBytes(StandardCharsets.UTF_8).length).isLessThan(901 * 1024);
    assertThat(markdown).contains("more plans, for which this page has no room");
    assertThat(markdown).contains("too large for GitHub to draw").doesNotContain("```mermaid");
    assertThat(Mermaid.of(large).length()).isGreaterThan(Mermaid.LONGEST);
  }
}
