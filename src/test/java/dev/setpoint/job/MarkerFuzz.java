package dev.setpoint.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.plan.Escape;
import java.nio.charset.StandardCharsets;

/** An issue's body made up by the fuzzer: read without harm, and never taken for another's. */
public final class MarkerFuzz {
  private static final String PATH = "a-0123456789abcdef/b-0123456789abcdef/1";
  private static final String TEXT = "00112233445566ff";

  private MarkerFuzz() {}

  /** The name that Jazzer looks for. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    String body = new String(bytes, StandardCharsets.UTF_8);
    Marker.in(body)
        .ifPresent(
            marker -> {
              assertThat(body).startsWith(marker.line());
              marker.regionUntouched(body);
            });
    Marker.region(body);
    Marker.below(body);
    // As a step's text, the body is no more than what stands between the marker and its end.
    String published = Marker.wrap(PATH, "nonce123", TEXT, Escape.markdown(body));
    Marker own = Marker.in(published).orElseThrow();
    assertThat(own.path()).isEqualTo(PATH);
    assertThat(own.regionUntouched(published)).isTrue();
    assertThat(Marker.below(published)).isEmpty();
  }
}
