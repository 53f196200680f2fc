package dev.setpoint.edge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.edge.Token;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How fast one may write, and to whom. */
class PaceTest {
  @Test
  void writesAreASecondApart() {
    assertThat(twoWrites(Pace.ofWrites())).isBetween(Duration.ofMillis(990), Duration.ofSeconds(3));
  }

  @Test
  void writesToAStandInAreNot() {
    assertThat(twoWrites(Pace.none())).isLessThan(Duration.ofMillis(900));
  }

  @Test
  void anInterruptionIsKeptForWhoeverAsksNext() {
    Thread.currentThread().interrupt();

    Duration taken = twoWrites(Pace.ofWrites());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(taken).isGreaterThan(Duration.ofMillis(990));
  }

  private static Duration twoWrites(Pace pace) {
    long start = System.nanoTime();
    pace.beforeWrite();
    pace.afterWrite();
    pace.beforeWrite();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.github.com, false",
    "https://ghe.example/api/v3, false",
    "http://127.0.0.1:8080, true",
    "http://127.0.0.1.evil.example, false",
    "http://localhost:8080/api/v3, true",
    "http://localhost.evil.example, false",
    "http://[::1]:8080, true"
  })
  void onlyThisMachineIsLocal(String api, boolean local) {
    assertThat(GitHubOptions.of(api, "shop/app", Token.NONE).isLocal()).isEqualTo(local);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"shop", "shop/app/x", "shop/a b", "../x", "shop/..", "shop/", "shop/app?x"})
  void aRepositoryIsAnOwnerAndAName(String repository) {
    assertThatThrownBy(() -> GitHubOptions.of("https://api.github.com", repository, Token.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("owner/name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://api",
        "api.github.com",
        "https://me:secret@api.github.com",
        "https://me:sec ret@x"
      })
  void anApiUrlIsHttpWithoutCredentials(String api) {
    assertThatThrownBy(() -> GitHubOptions.of(api, "shop/app", Token.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("sec");
  }
}
