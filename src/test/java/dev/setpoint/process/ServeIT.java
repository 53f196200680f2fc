package dev.setpoint.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.page.Browser;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.rest.Webhooks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged server as a process, told of everything by signed deliveries, and its dashboard in a
 * real browser: a plan appears, moves and shows its past without anybody touching the page.
 */
class ServeIT {
  private static final String LISTENS = "listens on (http://127\\.0\\.0\\.1:\\d+)";
  private static final String SECRET = "a secret between the two";

  @TempDir Path directory;

  @Test
  void somebodyWatchesAPlanMove() throws Exception {
    Browser.require();
    try (Sandbox github = Sandbox.start();
        Program server =
            Program.full(
                github,
                Map.of("SETPOINT_WEBHOOK_SECRET", SECRET),
                Program.serving(directory, "--gap", "100ms"))) {
      String url = server.awaitOut(LISTENS);
      github.webhooks().add(new Webhooks.Hook(url + "/webhook", SECRET, List.of()));
      Browser.Outcome seen =
          Browser.run("served.mjs", url + "/", github.controlUrl(), github.token());
      assertThat(seen.status()).as(seen.text() + server.said().err()).isZero();
      assertThat(server.said().err()).doesNotContain(github.token()).doesNotContain(SECRET);
    }
  }
}
