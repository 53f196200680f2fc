package dev.setpoint.edge.server.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.world.Apps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve --setup}: from a page on this machine to files with the App's secrets. */
@Timeout(120)
class SetupTest {
  @TempDir Path directory;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
  private final HttpClient browser = HttpClient.newHttpClient();

  @Test
  void theAppsSecretsGoToFilesAndNowhereElse() throws Exception {
    try (Sandbox github = Sandbox.start()) {
      Apps.App app = github.world().apps().create("setpoint-shop");
      Setup.Wanted wanted =
          new Setup.Wanted(
              github.apiUrl(),
              github.apiUrl(),
              Optional.of("shop"),
              Optional.of("https://setpoint.shop.example"),
              directory.resolve("data"),
              0);
      CompletableFuture<Integer> running =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return Setup.run(wanted, out);
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      String here = find("Open (http://127.0.0.1:\\d+)/");
      String page = get(here + "/").body();
      assertThat(page)
          .contains(github.apiUrl() + "/organizations/shop/settings/apps/new?state=")
          .contains("https://setpoint.shop.example/webhook")
          .contains("&quot;contents&quot;:&quot;write&quot;");
      Matcher state = Pattern.compile("state=([0-9a-f]+)").matcher(page);
      assertThat(state.find()).isTrue();

      assertThat(get(here + "/created?code=x&state=guessed").statusCode()).isEqualTo(400);
      String code = github.world().apps().confirm(app);
      HttpResponse<String> created =
          get(here + "/created?code=" + code + "&state=" + state.group(1));

      assertThat(created.statusCode()).isEqualTo(200);
      assertThat(running.get(60, TimeUnit.SECONDS)).isZero();
      Path key = wanted.directory().resolve("app-key.pem");
      Path env = wanted.directory().resolve("setpoint.env");
      assertThat(Files.readString(key)).startsWith("-----BEGIN RSA PRIVATE KEY-----");
      assertThat(Files.readString(env))
          .contains("SETPOINT_APP_ID=" + app.id())
          .contains("SETPOINT_WEBHOOK_SECRET=" + app.webhookSecret());
      for (Path file : new Path[] {key, env}) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
      for (String text :
          new String[] {said.toString(StandardCharsets.UTF_8), created.body(), page}) {
        assertThat(text)
            .doesNotContain(app.webhookSecret())
            .doesNotContain(app.clientSecret())
            .doesNotContain("PRIVATE KEY");
      }
      assertThatThrownBy(() -> Setup.run(wanted, out)).hasMessageContaining("exists");
    }
  }

  private String find(String pattern) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      Matcher m = Pattern.compile(pattern).matcher(said.toString(StandardCharsets.UTF_8));
      if (m.find()) {
        return m.group(1);
      }
      Thread.sleep(50);
    }
    throw new AssertionError(
        "not said: " + pattern + " in " + said.toString(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> get(String url) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
