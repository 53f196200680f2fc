package dev.setpoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples were taken from pages that GitHub rendered. */
class AnchorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "bravoCharlieDelta = bravocharliedelta",
        "heading with a - dash = heading-with-a---dash",
        "heading with an _ underscore = heading-with-an-_-underscore",
        "heading with a period.txt = heading-with-a-periodtxt",
        "exchange.bind_headers(exchange, routing [, bindCallback]) ="
            + " exchangebind_headersexchange-routing--bindcallback",
        "apostrophe’s should be trimmed = apostrophes-should-be-trimmed",
        "I ♥ unicode = i--unicode",
        "en–dash = endash",
        "😄 unicode emoji = -unicode-emoji",
        "😄_😄 unicode emoji = _-unicode-emoji",
        ":ok_hand: Single = ok_hand-single",
        "Привет non-latin 你好 = привет-non-latin-你好",
        "3. Deploy = 3-deploy",
      })
  void aHeadingsAnchorIsGitHubs(String heading, String anchor) {
    assertThat(new Anchors().next(heading)).isEqualTo(anchor);
  }

  @Test
  void repeatedHeadingsAreNumberedWhereThatIsFree() {
    Anchors anchors = new Anchors();
    assertThat(
            List.of("echo", "echo", "echo 1", "echo-1", "echo", "foxtrot-1", "foxtrot", "foxtrot"))
        .extracting(anchors::next)
        .containsExactly(
            "echo",
            "echo-1",
            "echo-1-1",
            "echo-1-2",
            "echo-2",
            "foxtrot-1",
            "foxtrot",
            "foxtrot-2");
  }
}
