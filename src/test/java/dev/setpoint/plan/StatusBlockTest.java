package dev.setpoint.plan;

import static dev.setpoint.plan.Texting.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.plan.StatusRow.JobLink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusBlockTest {
  private static final String REPOSITORY = "https://github.com/shop/app/";

  @Test
  void theBlockLooksAsTheDesignShowsIt() {
    byte[] file = resource("system-upgrade.md");
    Plan plan = Texting.plan(Texting.parse(file));
    String block =
        StatusBlock.render(
            plan,
            List.of(
                row(plan, 0, StepStatus.DONE, "done", "#11", "issues/11", "2026-03-03"),
                row(
                    plan,
                    1,
                    StepStatus.DONE,
                    "done",
                    "run 9817",
                    "actions/runs/9817",
                    "2026-03-04"),
                row(plan, 2, StepStatus.RUNNING, "running", "#14", "issues/14", "2026-03-04"),
                waiting(plan, 3, "waiting for `transform-services`"),
                waiting(plan, 4, "waiting for `qa`")));
    assertThat(new String(StatusBlock.splice(file, block), StandardCharsets.UTF_8))
        .isEqualTo(new String(file, StandardCharsets.UTF_8));
    assertThat(StatusBlock.splice(file, block)).isSameAs(file);
  }

  private static final String BLOCK =
      "<!-- setpoint:status plan=x · written by Setpoint, edits in here are overwritten -->\n"
          + "**Draft** · 0 of 0 done\n<!-- /setpoint:status -->";

  private static String placed(String text) {
    return new String(StatusBlock.splice(Texting.bytes(text), BLOCK), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# T\n\nFirst\nparagraph.\n|\nSecond.\n",
        "# T\n\nParagraph.\n|## Steps\n",
        "# T\n|\n## Steps\n",
        "# T\n|## Steps\n",
        "T\n===\n|\n## Steps\n",
        "# T\n\n- a list\n\nParagraph.\n|\n- b\n",
        "# T\n|",
        "# T|",
        "# T\n\nParagraph|",
        "---\nstatus: draft\n---\n|\nNo title.\n",
        "---\nstatus: draft\n---\n# T\n|",
        "|No title.\n",
        "|",
        "\uFEFF# T\n\nx: \uFFFD\n|",
        "\uFEFF---\nstatus: draft\n---\n\n# T\n\nP.\n|",
        "```\n# no\n```\n\n# T\n|\n```\n# no\n",
        "# T \t\n\nP with blanks  \n|\n\ttab\n",
      })
  void theFirstTimeTheBlockFollowsTheTitlesFirstParagraph(String marked) {
    int at = marked.indexOf('|');
    String before = marked.substring(0, at);
    String after = marked.substring(at + 1);
    for (String ending : List.of("\n", "\r\n")) {
      String result = placed((before + after).replace("\n", ending));
      String block = BLOCK.replace("\n", (before + after).contains("\n") ? ending : "\n");
      int found = result.indexOf(block);
      assertThat(result.substring(0, found).stripTrailing())
          .isEqualTo(before.replace("\n", ending).stripTrailing());
      assertThat(result)
          .startsWith(before.replace("\n", ending))
          .endsWith(after.replace("\n", ending));
      assertThat(result.substring(found + block.length()).strip())
          .isEqualTo(after.replace("\n", ending).strip());
      assertThat(placed(result)).isEqualTo(result);
      byte[] bytes = Texting.bytes(result);
      assertThat(StatusBlock.splice(bytes, BLOCK)).isSameAs(bytes);
      assertThat(Texting.parse(bytes).block().plan()).contains(new PlanId("x"));
    }
  }

  @Test
  void replacingTheBlockTouchesNoOtherByte() {
    byte[] head = {
      (byte) 0xEF,
      (byte) 0xBB,
      (byte) 0xBF,
      '#',
      ' ',
      'T',
      '\r',
      '\n',
      '\n',
      (byte) 0xFF,
      9,
      ' ',
      '\r'
    };
    byte[] old =
        Texting.bytes("  <!-- setpoint:status plan=x -->\nold\n \t<!-- /setpoint:status --> ");
    byte[] tail = {'\r', '\n', (byte) 0xC3, 0, ' ', ' ', '\t'};
    byte[] result = StatusBlock.splice(join(head, old, tail), BLOCK);
    byte[] expected = join(head, Texting.bytes("  " + BLOCK.replace("\n", "\r\n") + " "), tail);
    assertThat(result).isEqualTo(expected);
    assertThat(StatusBlock.splice(result, BLOCK)).isSameAs(result);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# T\n\n<!-- setpoint:status plan=x -->\n",
        "# T\n\n<!-- /setpoint:status -->\n",
        "# T\n\n```\n<!-- setpoint:status plan=x -->\n<!-- /setpoint:status -->\n```\n",
        """
        # T

        <!-- setpoint:status plan=x -->
        <!-- /setpoint:status -->
        <!-- setpoint:status plan=x -->
        <!-- /setpoint:status -->
        """,
      })
  void aFileWhoseMarkersDoNotPairIsLeftAsItIs(String text) {
    byte[] file = Texting.bytes(text);
    assertThat(StatusBlock.splice(file, BLOCK)).isSameAs(file);
    assertThat(Texting.parse(file).problems()).hasSize(1);
  }

  @Test
  void markersInsideSentencesAndInlineCodeAreText() {
    String text = "# T\n\nThe block starts with `<!-- setpoint:status plan=x -->`.\n";
    assertThat(Texting.parse(text).problems()).isEmpty();
    assertThat(placed(text)).startsWith(text).contains(BLOCK);
  }

  @Test
  void aRowCanBeReadBackWhateverItsTitleHolds() {
    for (String title :
        List.of(
            "A | B",
            "`code` \\| *x* [y](z) ](#q) <b> & &amp; $m$ ~s~ _it_ snake_case",
            "@alice #12 GH-1",
            "<!-- setpoint:status --> -->",
            "Fix ::warning::",
            "tail\\",
            "ends with `",
            "\u202Eabc",
            "Ünï 日本 👩‍💻")) {
      Step step = step(title, new StepId("odd"), Optional.empty());
      Plan plan = plan(List.of(step));
      StatusRow row =
          new StatusRow(
              step,
              StepStatus.FAILED,
              "failed (attempt 2 | 3)",
              StatusRow.Attention.WANTED,
              Optional.of(new JobLink("#1", "https://x.org/a_(b)|c")),
              Optional.empty());
      String block = StatusBlock.render(plan, List.of(row));
      BlockSeen seen = BlockText.read(block);
      assertThat(seen.plan()).contains(plan.id());
      assertThat(seen.rows())
          .containsExactly(
              new BlockSeen.Row(
                  Titles.canonical(title),
                  new StepId("odd"),
                  Optional.of("https://x.org/a_%28b%29%7Cc"),
                  "failed (attempt 2 \\| 3)"));
      assertThat(block.split("<!--", -1)).hasSize(3);
    }
  }

  @Test
  void theIdIsShownOnlyWhereItIsNotTheTitlesSlug() {
    Step own = step("Manual QA", new StepId("manual-qa"), Optional.empty());
    Step other = step("Manual QA", new StepId("qa"), Optional.empty());
    assertThat(StatusBlock.render(plan(List.of(own)), List.of(waiting(plan(List.of(own)), 0, "x"))))
        .contains("| [Manual QA](#a) | ⚪ x | | |");
    assertThat(
            StatusBlock.render(
                plan(List.of(other)), List.of(waiting(plan(List.of(other)), 0, "x"))))
        .contains("| [Manual QA](#a) `qa` | ⚪ x | | |");
  }

  @Test
  void aPlansIdSurvivesTheMarkerWhateverItsPathIs() {
    for (String id : List.of("a b", "größe/日本", "x-->y", "a+b%20", "…·")) {
      Plan plan =
          new Plan(
              new PlanId(id),
              Texting.PATH,
              "",
              "T",
              Lifecycle.DRAFT,
              List.of(),
              List.of(),
              Optional.empty(),
              List.of(),
              List.of(),
              List.of(),
              BlockSeen.NONE);
      assertThat(Texting.parse("# T\n\n" + StatusBlock.render(plan, List.of())).block().plan())
          .contains(new PlanId(id));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "APPROVED; waiting, ready = **Not started** · 0 of 2 done · next: `s1`",
        "APPROVED; done, running, waiting = **In progress** · 1 of 3 done · next: `s2`",
        "APPROVED; needs_person, waiting = **In progress** · 0 of 2 done · next: `s1`",
        "APPROVED; done, skipped = **Done** · 1 of 2 done · 1 skipped",
        "APPROVED; done, failed, waiting = **Needs attention** · 1 of 3 done · next: `s2`",
        "APPROVED; done, cancelled = **Needs attention** · 1 of 2 done",
        "APPROVED; done, running!, waiting = **Needs attention** · 1 of 3 done · next: `s2`",
        "APPROVED; done, running?, waiting = **In progress** · 1 of 3 done · next: `s2`",
        "PAUSED; done, ready = **Paused** · 1 of 2 done · next: `s1`",
        "CANCELLED; done, waiting = **Cancelled** · 1 of 2 done",
        "DRAFT; waiting = **Draft** · 0 of 1 done · next: `s0`",
      })
  void theHeadlineSaysHowThePlanStands(String state, String line) {
    String[] parts = state.split("; ", -1);
    List<Step> steps = new ArrayList<>();
    List<StatusRow> rows = new ArrayList<>();
    for (String word : parts[1].split(", ", -1)) {
      Step step = step("S", new StepId("s" + steps.size()), Optional.empty());
      steps.add(step);
      rows.add(
          new StatusRow(
              step,
              StepStatus.valueOf(word.replaceFirst("[?!]$", "").toUpperCase(Locale.ROOT)),
              word,
              word.endsWith("!")
                  ? StatusRow.Attention.WANTED
                  : word.endsWith("?") ? StatusRow.Attention.NOTED : StatusRow.Attention.NONE,
              Optional.empty(),
              Optional.empty()));
    }
    Plan plan =
        new Plan(
            new PlanId("p"),
            Texting.PATH,
            "",
            "T",
            Lifecycle.valueOf(parts[0]),
            List.of(),
            List.of(),
            Optional.empty(),
            steps,
            List.of(),
            List.of(),
            BlockSeen.NONE);
    assertThat(Headline.of(plan, rows).markdown()).isEqualTo(line);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static Step step(String title, StepId id, Optional<String> skip) {
    return new Step(
        id,
        title,
        "a",
        1,
        new Kind.Person(List.of()),
        List.of(),
        skip,
        "",
        Print.of(""),
        Print.of(""),
        Print.of(""),
        Terms.of(title),
        List.of());
  }

  private static Plan plan(List<Step> steps) {
    return new Plan(
        new PlanId("x"),
        Texting.PATH,
        "",
        "T",
        Lifecycle.APPROVED,
        List.of(),
        List.of(),
        Optional.empty(),
        steps,
        List.of(),
        List.of(),
        BlockSeen.NONE);
  }

  private static StatusRow row(
      Plan plan, int i, StepStatus status, String words, String job, String path, String since) {
    return new StatusRow(
        plan.steps().get(i),
        status,
        words,
        StatusRow.Attention.NONE,
        Optional.of(new JobLink(job, REPOSITORY + path)),
        Optional.of(LocalDate.parse(since)));
  }

  private static StatusRow waiting(Plan plan, int i, String words) {
    return new StatusRow(
        plan.steps().get(i),
        StepStatus.WAITING,
        words,
        StatusRow.Attention.NONE,
        Optional.empty(),
        Optional.empty());
  }
}
