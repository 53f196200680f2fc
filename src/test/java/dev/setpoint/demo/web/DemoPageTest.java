package dev.setpoint.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.page.Browser;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * The demo in a real browser: the tour, an edit, every crash, two tabs, a lost connection, hostile
 * text, a plan of 50 steps, the keyboard, the comparison; axe-core and three widths in light and
 * dark.
 */
class DemoPageTest {
  @Test
  void aVisitorCanDoEverything() throws IOException, InterruptedException {
    Browser.require();
    try (DemoServer server = DemoServer.start(0)) {
      server.hurry();
      Browser.Outcome outcome = Browser.run("demo.mjs", server.url());
      System.out.println(outcome.figures());
      assertThat(outcome.status()).as(outcome.text()).isZero();
    }
  }
}
