package dev.setpoint.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the demo's server lets in, and what it lets out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoServerTest {
  private DemoServer server;
  private int port;

  @BeforeAll
  void start() throws IOException {
    server = DemoServer.start(0);
    port = URI.create(server.url()).getPort();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void thePageComesWithAPolicyThatAllowsNothingInline() throws IOException {
    String answer = asked("GET / HTTP/1.1", "127.0.0.1:" + port, "", "");

    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("default-src 'none'; script-src 'self'; style-src 'self'")
        .doesNotContain("unsafe")
        .contains("demo/main.js");
  }

  @Test
  void aNameThatWasBoundToThisAddressGetsNothing() throws IOException {
    assertThat(asked("GET / HTTP/1.1", "evil.example:" + port, "", "")).startsWith("HTTP/1.1 403");
  }

  @Test
  void anotherPageInTheSameBrowserCanDoNothing() throws IOException {
    String answer =
        asked(
            "POST /demo/status HTTP/1.1",
            "127.0.0.1:" + port,
            "Origin: https://evil.example\r\nContent-Type: application/json\r\n",
            "{\"value\":\"approved\"}");

    assertThat(answer).startsWith("HTTP/1.1 403");
  }

  @Test
  void aFormCannotDoAnythingEither() throws IOException {
    String answer =
        asked(
            "POST /demo/status HTTP/1.1",
            "127.0.0.1:" + port,
            "Content-Type: text/plain\r\n",
            "{\"value\":\"approved\"}");

    assertThat(answer).startsWith("HTTP/1.1 400");
  }

  @Test
  void whatIsNotOfThePageIsNotThere() throws IOException {
    String home = "127.0.0.1:" + port;
    assertThat(asked("GET /../Main.class HTTP/1.1", home, "", "")).startsWith("HTTP/1.1 404");
    assertThat(asked("GET /%2e%2e/Main.class HTTP/1.1", home, "", "")).startsWith("HTTP/1.1 404");
    assertThat(asked("GET //etc/passwd HTTP/1.1", home, "", "")).startsWith("HTTP/1.1 404");
  }

  @Test
  void whatCannotBeDoneIsSaidInASentence() throws IOException {
    String json = "Content-Type: application/json\r\n";
    String home = "127.0.0.1:" + port;
    assertThat(
            asked("POST /demo/issue HTTP/1.1", home, json, "{\"number\":99,\"value\":\"close\"}"))
        .startsWith("HTTP/1.1 422")
        .contains("there is no issue #99");
    assertThat(asked("POST /demo/dance HTTP/1.1", home, json, "{}")).startsWith("HTTP/1.1 422");
    assertThat(asked("POST /demo/save HTTP/1.1", home, json, "{not json"))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void aTextIsCheckedWithLinesAndHints() throws IOException {
    String answer =
        asked(
            "POST /demo/check HTTP/1.1",
            "127.0.0.1:" + port,
            "Content-Type: application/json\r\n",
            "{\"text\":\"---\\n"
                + "status: approved\\n"
                + "---\\n"
                + "\\n"
                + "# P\\n"
                + "\\n"
                + "## Steps\\n"
                + "\\n"
                + "### A\\n"
                + "\\n"
                + "- asign: @bob\\n"
                + "\"}");

    assertThat(answer).startsWith("HTTP/1.1 200").contains("\"line\":11").contains("assign");
  }

  private String asked(String first, String host, String headers, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      String head =
          first
              + "\r\nHost: "
              + host
              + "\r\nConnection: close\r\n"
              + headers
              + "Content-Length: "
              + bytes.length
              + "\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.UTF_8));
      out.write(bytes);
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
