package dev.setpoint.edge.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths are plans. */
class GlobsTest {
  @ParameterizedTest
  @CsvSource({
    "plans/**/*.md, plans/a.md, true",
    "plans/**/*.md, plans/x/y/a.md, true",
    "plans/**/*.md, plans/a.txt, false",
    "plans/**/*.md, plans, false",
    "plans/**/*.md, other/plans/a.md, false",
    "plans/**/*.md, PLANS/a.md, false",
    "plans/*.md, plans/x/a.md, false",
    "plans/*.md, plans/.md, true",
    "**/*.md, a.md, true",
    "**, a/b/c, true",
    "a/**, a, true",
    "a/**/b/**/c, a/x/b/y/b/c, true",
    "a/**/b/**/c, a/x/y/c, false",
    "p?an.md, plan.md, true",
    "p?an.md, p/an.md, false",
    "plans/a.md, plans/a.md, true",
    "plans/(a|b)+.md, plans/a.md, false",
    "*a*b*c, xaybzc, true",
    "*a*b*c, xaybz, false"
  })
  void aPatternSaysWhatItMatches(String pattern, String path, boolean matches) {
    assertThat(Globs.parse(pattern).match(path)).isEqualTo(matches);
  }

  @Test
  void severalPatternsAreSeparatedByCommas() {
    Globs globs = Globs.parse(" plans/*.md , docs/plan.md,, ");

    assertThat(globs.patterns()).containsExactly("plans/*.md", "docs/plan.md");
    assertThat(globs.match("docs/plan.md")).isTrue();
    assertThat(globs.match("")).isFalse();
  }

  @Test
  void noPatternTakesLong() {
    Globs stars = Globs.parse("*a".repeat(200) + "b/" + "**/x/".repeat(200) + "y");
    String path = "a".repeat(5000) + "b/" + "x/".repeat(2000) + "z";

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(stars.match(path)).isFalse());
  }
}
