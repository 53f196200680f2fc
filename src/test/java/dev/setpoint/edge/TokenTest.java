package dev.setpoint.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The secret stays secret. */
class TokenTest {
  private final Token token = Token.of(" ghs_a+b/c \n");

  @Test
  void aTokenPrintsAsDots() {
    assertThat(token).hasToString("token ***");
    assertThat(Token.NONE).hasToString("no token");
    assertThat(token.reveal()).isEqualTo("ghs_a+b/c");
  }

  @Test
  void aTokenIsTakenOutOfATextInEverySpelling() {
    assertThat(
            token.redact(
                "x ghs_a+b/c ghs_a%2Bb%2Fc Z2hzX2ErYi9j eC1hY2Nlc3MtdG9rZW46Z2hzX2ErYi9j y"))
        .isEqualTo("x *** *** *** *** y");
    assertThat(Token.NONE.redact("nothing to hide")).isEqualTo("nothing to hide");
  }

  @Test
  void aTokenIsFoundDeepInWhatWentWrong() {
    IOException deep = new IOException("outer", new IOException("said ghs_a+b/c"));
    IOException beside = new IOException("outer");
    beside.addSuppressed(deep);

    assertThat(token.showsIn(deep)).isTrue();
    assertThat(token.showsIn(beside)).isTrue();
    assertThat(token.showsIn(new IOException("outer"))).isFalse();
  }

  @Test
  void aRenewedTokenIsAskedForEachTime() {
    int[] count = {0};
    Token renewed = Token.from(() -> "t" + ++count[0]);

    assertThat(renewed.reveal()).isEqualTo("t1");
    assertThat(renewed.reveal()).isEqualTo("t2");
  }
}
