package dev.setpoint.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkerTest {
  private static final String PATH = "a-0123456789abcdef/b-0123456789abcdef/1";
  private static final String TEXT = "00112233445566ff";

  @Test
  void aMarkerIsReadFromTheFirstLineOnly() {
    String body = Marker.wrap(PATH, "nonce123", TEXT, "Do it.");
    assertThat(Marker.in(body)).map(Marker::path).contains(PATH);
    assertThat(Marker.in("hello\n" + body)).isEmpty();
    assertThat(Marker.in("> " + body)).isEmpty();
  }

  @Test
  void tickingABoxIsNoEdit() {
    String body = Marker.wrap(PATH, "nonce123", TEXT, "Do it.\n\n- [ ] one\n- [ ] two");
    Marker marker = Marker.in(body).orElseThrow();
    assertThat(marker.regionUntouched(body)).isTrue();
    assertThat(marker.regionUntouched(body.replace("- [ ] two", "- [x] two"))).isTrue();
    assertThat(marker.regionUntouched(body.replace("\n", "\r\n"))).isTrue();
    assertThat(marker.regionUntouched(body.replace("Do it.", "Do that."))).isFalse();
  }

  @Test
  void whatPeopleWriteBelowIsTheirs() {
    String body = Marker.wrap(PATH, "nonce123", TEXT, "Do it.") + "\n\nMy notes.";
    assertThat(Marker.below(body)).isEqualTo("\n\nMy notes.");
    assertThat(Marker.in(body).orElseThrow().regionUntouched(body)).isTrue();
  }

  @Test
  void aRegionWithoutItsEndIsNotOurs() {
    String body =
        Marker.wrap(PATH, "nonce123", TEXT, "Do it.").replace("<!-- /setpoint:job -->", "");
    assertThat(Marker.in(body).orElseThrow().regionUntouched(body)).isFalse();
  }
}
