package dev.setpoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "Analyze System = analyze-system",
        "Don't  panic! = dont-panic",
        "v1.2 / beta = v1-2-beta",
        "Über große Brücken = uber-grosse-brucken",
        "Łódź, Ærø & œuvre = lodz-aero-oeuvre",
        "🚀 Deploy = deploy",
        "De\u200Bploy = deploy",
      })
  void aTitleBecomesLowerCaseAscii(String title, String slug) {
    assertThat(Slug.of(title).value()).isEqualTo(slug);
  }

  @Test
  void titlesThatLoseLettersStayDifferent() {
    assertThat(Slug.of("Deploy в прод").value()).matches("deploy-[0-9a-f]{6}");
    assertThat(Slug.of("Deploy в тест")).isNotEqualTo(Slug.of("Deploy в прод"));
    String stem = "a very long title that goes on and on ";
    assertThat(Slug.of(stem + "one").value())
        .hasSizeLessThanOrEqualTo(40)
        .startsWith("a-very-long");
    assertThat(Slug.of(stem + "one")).isNotEqualTo(Slug.of(stem + "two"));
  }

  @Test
  void aTitleWithoutAsciiIsNamedByItsFingerprint() {
    assertThat(Slug.of("検証").value()).matches("step-[0-9a-f]{8}");
    assertThat(Slug.of("検証")).isNotEqualTo(Slug.of("検品"));
    assertThat(Slug.of("🚀").value()).matches("step-[0-9a-f]{8}");
  }

  @Test
  void composedAndDecomposedLettersAreTheSameTitle() {
    assertThat(Slug.of("Cafe\u0301")).isEqualTo(Slug.of("Caf\u00e9"));
  }
}
