package dev.setpoint.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.report.Ink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The demo tells a true story to its end. */
class DemoTest {
  @Test
  void thePlanEndsDoneThroughAFailureAnEditAndACrash() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    boolean done = Demo.play(out, Ink.PLAIN, Duration.ZERO);
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(done).isTrue();
    assertThat(text)
        .contains("(attempt 2)")
        .contains("+ ### Warm the Caches")
        .contains("killed between execute and sync")
        .contains("issues before and after this pass: 3 and 3")
        .contains("nothing to do, so nothing is written (requests: 0 to GitHub's API, 1 to git)")
        .contains("**Done** · 6 of 6 done")
        .contains("system-upgrade: Deploy done, plan done")
        .doesNotContain("\u001b");
  }
}
