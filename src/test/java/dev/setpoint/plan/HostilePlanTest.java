package dev.setpoint.plan;

import static dev.setpoint.plan.Texting.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Text from strangers: a problem or a correct plan, within a second, never an exception. */
class HostilePlanTest {
  private static final int MIB = 1024 * 1024;

  private static String fill(String piece) {
    return fill(piece, MIB);
  }

  private static String fill(String piece, int bytes) {
    return piece.repeat(bytes / piece.getBytes(StandardCharsets.UTF_8).length - 40);
  }

  private static String front(String yaml) {
    return "---\n" + yaml + "\n---\n# T\n\n## Steps\n\n### A\n";
  }

  private static final Map<String, String> PLANS = plans();

  private static Map<String, String> plans() {
    String steps = "# T\n\n## Steps\n\n";
    Map<String, String> plans = new TreeMap<>();
    for (String piece :
        List.of(
            ">",
            "> ",
            "- ",
            "* ",
            "1. ",
            "`",
            "``` ",
            "~~~\n",
            "<",
            "<!--",
            "<!-- x --> ",
            "[",
            "]",
            "![",
            "[a](",
            "(",
            "*",
            "**a",
            "_",
            "*a_",
            "&",
            "&#64;",
            "@",
            "#",
            "# \n",
            "#1 ",
            "|",
            "\\",
            "\t",
            " ",
            "\n",
            "\r",
            "\r\n",
            "\u0000",
            "\u202E",
            "\uFEFF",
            "é",
            "😀",
            "::",
            "${{ vars.",
            "$",
            "---\n",
            "===\n",
            "a\n===\n",
            "- a: b\n",
            "<a href=",
            "https://a.b/",
            "fixes ",
            "[a]: b\n",
            "[a\n",
            "[x] ",
            "- [ ] x\n",
            "<div>\n",
            "<pre>",
            "\n    x")) {
      plans.put("description of " + quoted(piece), steps + "### A\n\n" + fill(piece, MIB / 8));
    }
    plans.put(
        "1 MiB of prose", steps + "### A\n\n" + fill("Some *words* and `code`, [a](b.md).\n"));
    plans.put("1 MiB in one line", steps + "### A\n\n" + fill("words "));
    plans.put("10,000 quotes", steps + "### A\n\n" + ">".repeat(10_000) + "x\n");
    plans.put("10,000 lists", steps + "### A\n\n" + "- ".repeat(10_000) + "x\n");
    plans.put("staircase of lists", steps + "### A\n\n" + staircase(700));
    plans.put("heading of stars", "# " + fill("*a "));
    plans.put("heading of brackets", "# " + fill("["));
    plans.put("step titles of backticks", steps + fill("### `\n"));
    plans.put("many steps", steps + fill("### A\n"));
    plans.put("many numbered steps", steps + numbered());
    plans.put("many steps that need nothing known", steps + fill("### A\n- needs: zzz\n\n"));
    plans.put("one step that needs much", steps + "### A\n- needs: " + fill("a,"));
    plans.put("a step that needs itself often", steps + "### A\n- needs: " + fill("A,"));
    plans.put("many unknown fields", steps + "### A\n- needs: nothing\n" + fill("- x: y\n"));
    plans.put("a long key", steps + "### A\n- id: x\n- " + fill("k") + ": v\n");
    plans.put("a long value", steps + "### A\n- id: " + fill("k"));
    plans.put("many people", steps + "### A\n- assign: " + fill("@a "));
    plans.put("many different people", steps + "### A\n- assign: " + counted("@a%d "));
    plans.put(
        "many different inputs", steps + "### A\n- workflow: a.yml\n- with: " + counted("a%d=1,"));
    plans.put(
        "many different references",
        steps + "### Step\n\n".repeat(400) + "### A\n- needs: " + counted("stap%d,"));
    plans.put("many groups", steps + "## Steps: a\n### A\n".repeat(900));
    plans.put("many variables", steps + "### A\n${{ vars.a }}\n".repeat(900));
    plans.put("headings that may be links", steps + "### [a] [a] [a]\n[a]: b\n\n".repeat(900));
    plans.put("many inputs", steps + "### A\n- workflow: a.yml\n- with: " + fill("a=1,"));
    plans.put("many definitions", steps + "### [a]\n\n" + fill("[a]: b\n"));
    plans.put("many underlined headings", steps + fill("a\n-\n"));
    plans.put(
        "many status blocks", fill("<!-- setpoint:status plan=a -->\n<!-- /setpoint:status -->\n"));
    plans.put("many open markers", fill("<!-- setpoint:status plan=a -->\n"));
    plans.put(
        "a block of many rows",
        "<!-- setpoint:status plan=a -->\n"
            + fill("| [a](#a) | x | | |\n")
            + "\n<!-- /setpoint:status -->\n");
    plans.put(
        "a block of one row",
        "<!-- setpoint:status plan=a -->\n| [" + fill("\\|") + "\n<!-- /setpoint:status -->\n");
    plans.put(
        "a marker of one line",
        "<!-- setpoint:status plan=" + fill("%41") + " -->\n<!-- /setpoint:status -->\n");
    plans.put(
        "yaml alias bomb",
        front(
            "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b]"));
    plans.put("yaml alias to itself", front("a: &a [*a]"));
    plans.put("yaml key alias", front("? *a\n: x"));
    plans.put("yaml deep flow", front("a: " + "[".repeat(16_000)));
    plans.put("yaml deep closed flow", front("a: " + "[".repeat(8_000) + "]".repeat(8_000)));
    plans.put("yaml deep braces", front("{a: ".repeat(4_000)));
    plans.put("yaml deep dashes", front("- ".repeat(8_000) + "x"));
    plans.put("yaml deep questions", front("? ".repeat(8_000) + "x"));
    plans.put("yaml huge scalar", front("status: " + "a".repeat(900_000)));
    plans.put("yaml many keys", front("a: b\n".repeat(3_000)));
    plans.put("yaml merge", front("<<: {status: approved}"));
    plans.put("yaml tag", front("status: !!javax.script.ScriptEngineManager [x]"));
    plans.put("yaml directive", front("%YAML 9.9\nstatus: approved"));
    plans.put("yaml complex key", front("? [a, b]\n: c"));
    plans.put("yaml control characters", front("status: \u0001\u0000"));
    plans.put("yaml lone surrogate escape", front("status: \"\\uD800\""));
    plans.put("yaml odd escapes", front("status: \"\\x41 \\q\""));
    plans.put("yaml tabs", front("\tstatus:\tapproved"));
    plans.put("yaml block scalar", front("status: |\n  approved\n"));
    plans.put("yaml binary", front("status: !!binary aaaa"));
    plans.put("front matter never closed", "---\n" + fill("a: b\n"));
    return plans;
  }

  private static String quoted(String piece) {
    StringBuilder shown = new StringBuilder();
    piece
        .chars()
        .forEach(c -> shown.append(c > ' ' && c < 127 ? "" + (char) c : "\\u%04x".formatted(c)));
    return shown.toString();
  }

  private static String staircase(int levels) {
    StringBuilder stairs = new StringBuilder();
    for (int i = 0; i < levels; i++) {
      stairs.append("  ".repeat(i)).append("- x\n");
    }
    return stairs.toString();
  }

  private static String counted(String piece) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < MIB - 20_000; i++) {
      text.append(piece.replace("%d", Integer.toString(i)));
    }
    return text.toString();
  }

  private static String numbered() {
    StringBuilder steps = new StringBuilder();
    for (int i = 0; steps.length() < MIB - 100; i++) {
      steps.append("### Step number ").append(i).append("\n- needs: nothing\n\n");
    }
    return steps.toString();
  }

  @TestFactory
  List<DynamicTest> everyTextIsAnsweredWithinASecond() {
    Texting.plan(Texting.parse(Texting.resource("system-upgrade.md")));
    return PLANS.entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> answered(bytes(e.getValue()))))
        .toList();
  }

  private static void answered(byte[] file) {
    assertThat(file.length).isLessThanOrEqualTo(PlanParser.MOST_BYTES);
    Plan plan = within(1000, "reading", () -> Texting.plan(Texting.parse(file)));
    String block = StatusBlock.render(plan, List.of());
    byte[] once = within(1000, "splicing", () -> StatusBlock.splice(file, block));
    if (plan.problems().isEmpty()) {
      byte[] twice = within(1000, "splicing", () -> StatusBlock.splice(once, block));
      assertThat(twice).isSameAs(once);
      assertThat(without(once)).isEqualTo(without(file));
    }
  }

  /** The file without its block and without line ends: what splicing must not change. */
  private static String without(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int from = text.indexOf("<!-- setpoint:status");
    int to = text.indexOf("<!-- /setpoint:status -->");
    String rest = from < 0 ? text : text.substring(0, from) + text.substring(to + 25);
    return rest.replace("\r", "").replace("\n", "");
  }

  /** In processor time: the machine may be busy with other things. */
  private static <T> T within(long milliseconds, String what, Supplier<T> work) {
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long start = clock.getCurrentThreadCpuTime();
    T result = work.get();
    assertThat((clock.getCurrentThreadCpuTime() - start) / 1_000_000)
        .as("milliseconds for %s", what)
        .isLessThan(milliseconds);
    return result;
  }

  @Test
  void copiedTextIsEscapedWithinASecondToo() {
    for (Map.Entry<String, String> plan : PLANS.entrySet()) {
      // An issue's body takes 60,000 bytes; a quarter keeps the build short.
      String text = plan.getValue().substring(0, Math.min(plan.getValue().length(), 15_000));
      String escaped = within(1000, "escaping " + plan.getKey(), () -> Escape.markdown(text));
      assertThat(escaped).doesNotContain("<!-- setpoint");
      within(
          1000,
          "links of " + plan.getKey(),
          () -> Markdown.absolute(text, text, Texting.PATH, "https://x.org/blob/main/"));
    }
  }

  @Test
  void aFileThatIsTooLargeIsRefusedUnread() {
    byte[] file = new byte[MIB + 1];
    Arrays.fill(file, (byte) 'a');
    assertThat(Texting.words(Texting.parse(file).problems()))
        .containsExactly("1:1 this file is larger than 1 MiB (split it into several plans)");
  }

  @Test
  void aByteThatIsNotUtf8IsAProblemWithItsPlace() {
    byte[] file = bytes("# Tüt\r\n\r\nab?\n");
    file[file.length - 2] = (byte) 0xFF;
    assertThat(Texting.words(Texting.parse(file).problems()))
        .containsExactly("3:3 this is not UTF-8 text (save the file as UTF-8)");
    byte[] cutOff = {'#', ' ', (byte) 0xC3};
    assertThat(Texting.parse(cutOff).problems()).hasSize(1);
    byte[] surrogate = {(byte) 0xED, (byte) 0xA0, (byte) 0x80};
    assertThat(Texting.parse(surrogate).problems()).hasSize(1);
  }
}
