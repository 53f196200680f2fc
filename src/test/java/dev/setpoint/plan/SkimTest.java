package dev.setpoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is read without CommonMark is what CommonMark reads. */
class SkimTest {
  private static final int DOCUMENTS = 60_000;

  private static final String[] BEGINNINGS = {
    "",
    "",
    "",
    "",
    "",
    "",
    " ",
    "  ",
    "   ",
    "    ",
    "      ",
    "        ",
    "\t",
    " \t",
    "- ",
    "* ",
    "+ ",
    "-  ",
    "-     ",
    "1. ",
    "1) ",
    "2. ",
    "12. ",
    "123456789. ",
    "1234567890. ",
    "- - ",
    "- 1. ",
    "> ",
    "# ",
    "## ",
    "### ",
    "####### ",
    "#",
    "- # ",
    "1. ## ",
    "```",
    "````",
    "~~~",
    "- ```",
    "  ```",
    "<!-- ",
    "- <!-- ",
    "<",
    "[",
    "- [",
    "- [ ] ",
    "- [x] ",
    "\\",
    "**",
    "*",
    "__",
    "_",
    "---",
    "--",
    "-",
    "***",
    "* * *",
    "===",
    "=",
    "|",
    "`",
    "&",
    "\u00a0",
    "é"
  };
  private static final String[] ENDINGS = {
    "",
    "",
    "text",
    "text",
    "some words",
    "a]: b",
    "]: /url",
    "x] y",
    "`code`",
    "``` a",
    "-->",
    " -->",
    "# ",
    " #",
    " ##",
    "*em*",
    "- ",
    "-",
    "=",
    "\t",
    "  ",
    "a\u000bb",
    "\u0000",
    "1. ",
    "| a | b |",
    "\\]: x"
  };
  private static final String[] BREAKS = {
    "\n", "\n", "\n", "\n", "\n", "\n\n", "\n\n", "\r\n", "\r", ""
  };

  @Test
  void whateverItReadsCommonMarkReadsAlike() {
    Random random = new Random(8);
    int plain = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      StringBuilder text = new StringBuilder();
      int lines = 1 + random.nextInt(9);
      for (int line = 0; line < lines; line++) {
        text.append(one(BEGINNINGS, random)).append(one(ENDINGS, random));
        text.append(one(BREAKS, random));
      }
      plain += compared(text.toString()) ? 1 : 0;
    }
    assertThat(plain).isGreaterThan(DOCUMENTS / 20);
  }

  @Test
  void plansAsPeopleWriteThemNeedNoCommonMark() {
    for (String name : new String[] {"system-upgrade.md"}) {
      assertThat(
              compared(new String(Texting.resource(name), java.nio.charset.StandardCharsets.UTF_8)))
          .as(name)
          .isTrue();
    }
  }

  private static String one(String[] of, Random random) {
    return of[random.nextInt(of.length)];
  }

  /** Whether it could be read so; if it could, the two agree. */
  static boolean compared(String text) {
    SourceText source = SourceText.of(text);
    var skimmed = Skim.of(source, FrontMatter.bodyLine(source));
    skimmed.ifPresent(
        s ->
            assertThat(s)
                .as(text.replace("\r", "\\r").replace("\t", "\\t"))
                .isEqualTo(Outline.parsed(source, FrontMatter.bodyLine(source))));
    return skimmed.isPresent();
  }
}
