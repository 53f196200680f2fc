package dev.setpoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.plan.StatusRow.JobLink;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every plan, tried on generated ones. */
class PlanLawsTest {
  private static final String[] TITLES = {
    "Deploy",
    "deploy",
    "Analyze `x` | y",
    "3. Check *all*",
    "Über 日本",
    "7.1 [link](a.md)",
    "a\\b",
    "@alice #12",
    "",
    "Fix: x, y",
    "<b>x</b> &amp;",
    "検証",
    "Very long title that goes on and on and on beyond forty",
    "-->",
    "Steps",
    "tick ` tock",
    "👩‍💻 Go"
  };
  private static final String[] LINES = {
    "",
    "",
    "",
    "- workflow: a.yml",
    "- with: a=1, b=2",
    "- needs: nothing",
    "- needs: Deploy, zzz",
    "- assign: @alice",
    "- id: one",
    "- nedes: x",
    "- skip: why",
    "Some text  ",
    "\ttab",
    "- [ ] box",
    "- [x] ticked",
    "```",
    "~~~",
    "> quote",
    "    code",
    "<div>",
    "</div>",
    "<!-- comment",
    "-->",
    "## Steps",
    "## Other",
    "### Deploy",
    "#### Deep",
    "===",
    "---",
    "\u00a0",
    "\uFFFD",
    "| a | b |",
    "| [A](#a) `qa` |",
    "[a]: b.md",
    "\u202Ex",
    "${{ vars.x }}"
  };

  private static final List<StatusRow.Attention> ATTENTIONS = List.of(StatusRow.Attention.values());
  private static final List<StepStatus> STATUSES = List.of(StepStatus.values());

  private final Random random = new Random(20);

  private String any(String[] words) {
    return words[random.nextInt(words.length)];
  }

  private String text(String ending) {
    StringBuilder text = new StringBuilder(random.nextInt(5) == 0 ? "\uFEFF" : "");
    if (random.nextInt(4) > 0) {
      text.append("---")
          .append(ending)
          .append("status: approved")
          .append(ending)
          .append("---")
          .append(ending);
    }
    if (random.nextInt(6) > 0) {
      text.append("# ").append(any(TITLES)).append(ending).append(ending);
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(any(LINES)).append(ending);
    }
    text.append(ending).append("## Steps").append(ending);
    for (int step = random.nextInt(7); step > 0; step--) {
      text.append(ending).append("### ").append(any(TITLES)).append(ending);
      for (int i = random.nextInt(6); i > 0; i--) {
        text.append(any(LINES)).append(ending);
      }
    }
    return random.nextBoolean() ? text.toString() : text.toString().stripTrailing();
  }

  private List<StatusRow> rows(Plan plan) {
    List<StatusRow> rows = new ArrayList<>();
    for (Step step : plan.steps()) {
      int number = random.nextInt(1000);
      rows.add(
          new StatusRow(
              step,
              STATUSES.get(random.nextInt(STATUSES.size())),
              "waiting for `x`",
              ATTENTIONS.get(random.nextInt(ATTENTIONS.size())),
              random.nextBoolean()
                  ? Optional.empty()
                  : Optional.of(new JobLink("#" + number, "https://x.org/" + number)),
              random.nextBoolean() ? Optional.empty() : Optional.of(LocalDate.of(2026, 1, 1))));
    }
    return rows;
  }

  /** Everything a plan says, apart from where its lines are. */
  private static List<String> meaning(Plan plan) {
    List<String> meaning = new ArrayList<>();
    meaning.add(
        plan.id() + " " + plan.title() + " " + plan.lifecycle() + " " + plan.problems().size());
    for (Step s : plan.steps()) {
      meaning.add(
          String.join(
              " § ",
              s.id().value(),
              s.title(),
              s.anchor(),
              s.kind().toString(),
              s.needs().toString(),
              s.skip().toString(),
              s.description(),
              s.fields(),
              s.text(),
              s.needsText(),
              "" + s.problems().size()));
    }
    return meaning;
  }

  @Test
  void writingTheBlockChangesNothingElseAndIsReadBack() {
    int written = 0;
    for (int n = 0; n < 1000; n++) {
      String ending = random.nextInt(3) == 0 ? "\r\n" : "\n";
      byte[] file = text(ending).getBytes(StandardCharsets.UTF_8);
      PlanDocument document = Texting.parse(file);
      Plan plan = Texting.plan(document);
      List<StatusRow> rows = rows(plan);
      String block = StatusBlock.render(plan, rows);
      byte[] once = StatusBlock.splice(file, block);
      assertThat(StatusBlock.splice(once, block)).as("%s", document.source().text()).isSameAs(once);
      if (Arrays.equals(once, file)) {
        continue;
      }
      written++;
      String text = new String(once, StandardCharsets.UTF_8);
      String inFile = block.replace("\n", ending);
      assertThat(text.split("<!-- setpoint:status", -1)).hasSize(2);
      int at = text.indexOf(inFile);
      String outside = text.substring(0, at) + text.substring(at + inFile.length());
      assertThat(outside.replaceAll("[\r\n]", ""))
          .isEqualTo(document.source().text().replaceAll("[\r\n]", ""));

      Plan again = Texting.plan(Texting.parse(once));
      assertThat(meaning(again)).as("%s", text).isEqualTo(meaning(plan));
      assertThat(again.block().rows()).hasSameSizeAs(rows);
      for (int i = 0; i < rows.size(); i++) {
        BlockSeen.Row row = again.block().rows().get(i);
        assertThat(row.title()).isEqualTo(Titles.canonical(rows.get(i).step().title()));
        assertThat(row.id()).isEqualTo(rows.get(i).step().id());
        assertThat(row.job()).isEqualTo(rows.get(i).job().map(JobLink::url));
        assertThat(row.status()).isEqualTo(rows.get(i).words());
      }

      List<StatusRow> other = rows(plan);
      byte[] changed = StatusBlock.splice(once, StatusBlock.render(plan, other));
      String changedText = new String(changed, StandardCharsets.UTF_8);
      assertThat(changedText)
          .startsWith(text.substring(0, at))
          .endsWith(text.substring(at + inFile.length()));
      assertThat(StatusBlock.splice(changed, block)).isEqualTo(once);
    }
    assertThat(written).isGreaterThan(600);
  }

  @Test
  void idsAreUniqueOrThePlanSaysSo() {
    for (int n = 0; n < 1000; n++) {
      Plan plan = Texting.plan(text("\n"));
      long different = plan.steps().stream().map(Step::id).distinct().count();
      boolean said =
          plan.problems().stream().anyMatch(p -> p.message().startsWith("a second step"));
      assertThat(said).isEqualTo(different < plan.steps().size());
      for (Step step : plan.steps()) {
        assertThat(step.id().value()).matches("[a-z0-9-]{1,40}");
        assertThat(plan.steps().stream().map(Step::id).toList()).containsAll(step.needs());
      }
    }
  }
}
