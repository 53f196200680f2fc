package dev.setpoint.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The dashboard in a real browser, over a server that speaks as {@code docs/server.md} says: what
 * needs a person first, search and filter, one plan in full, live.
 */
class DashboardTest {
  private static final Path PAGE = Path.of("src/main/resources/dev/setpoint/page").toAbsolutePath();

  @Test
  void somebodySeesAllPlans() throws IOException, InterruptedException {
    Browser.require();
    Browser.Outcome outcome = Browser.run("dashboard.mjs", PAGE.toString());
    System.out.println(outcome.figures());
    assertThat(outcome.status()).as(outcome.text()).isZero();
  }
}
