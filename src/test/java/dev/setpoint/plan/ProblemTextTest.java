package dev.setpoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemTextTest {
  private static String render(int column, String message, String line) {
    return ProblemText.render(
        new Problem(new PlanPath("plans/a.md"), 3, column, message, Optional.empty()), line);
  }

  @Test
  void theCaretStandsUnderTheColumnWhateverStandsBeforeIt() {
    assertThat(render(4, "m", "\t- x")).isEqualTo("plans/a.md:3:4: error: m\n\t- x\n\t  ^");
    assertThat(render(4, "m", "日本 x")).endsWith("日本 x\n     ^");
    assertThat(render(3, "m", "e\u0301x")).endsWith("\n ^");
    assertThat(render(3, "m", "😀 x")).endsWith("😀 x\n   ^");
  }

  @Test
  void aLongLineIsShownAroundTheCaret() {
    String[] lines = render(5001, "m", "a".repeat(5000) + "X" + "b".repeat(5000)).split("\n", -1);
    assertThat(lines[1]).hasSizeLessThan(170).startsWith("…").endsWith("…");
    assertThat(lines[1].charAt(lines[2].indexOf('^'))).isEqualTo('X');
  }

  @Test
  void theFilesTextOrdersNothingOnATerminalOrARunner() {
    assertThat(render(1, "unknown `\u001b[31m\n::error::x`", "::set-env name=x::y"))
        .isEqualTo(
            "plans/a.md:3:1: error: unknown `\uFFFD[31m\uFFFD::error::x`\n:\u200B:set-env name=x::y\n^");
    assertThat(render(1, "m", "\u001b]0;x\u0007 \u202Eabc ##[error]"))
        .doesNotContain("\u001b", "\u0007", "\u202E", "##[");
  }

  @Test
  void anEmptyLineNeedsNoCaret() {
    assertThat(render(1, "m", "")).isEqualTo("plans/a.md:3:1: error: m");
  }
}
