package dev.setpoint.edge.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.edge.cli.Cli;
import dev.setpoint.edge.cli.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server answers, and that a signed delivery makes a pass. */
@Timeout(120)
class ServerTest {
  @TempDir Path directory;

  @Test
  void aDeliveryMakesAPassAndTheDataTellsOfIt() throws Exception {
    try (Town town = new Town(directory, "loopback")) {
      town.github.as("alice").pushes("main", "plans/one.md", Town.PLAN, "Plan");
      assertThat(town.deliver("shop/app", "d-1").statusCode()).isEqualTo(202);

      JsonNode app = town.until("shop/app", e -> e.path("plans").size() == 1);

      assertThat(app.at("/plans/0/steps/needs_person").asInt()).isEqualTo(1);
      assertThat(app.at("/report/plans/0/steps/0/job/id").asText()).isEqualTo("#1");
      assertThat(town.github.repo().issues().all()).hasSize(1);
      assertThat(town.get("/api/v1/repositories").body()).contains("\"name\":\"shop/app\"");
    }
  }

  @Test
  void onlyWhatIsSignedIsAccepted() throws Exception {
    try (Town town = new Town(directory, "off")) {
      byte[] body = Town.payload("shop/app");
      assertThat(town.post(body, "").statusCode()).isEqualTo(401);
      assertThat(town.post(body, "sha256=" + "0".repeat(64)).statusCode()).isEqualTo(401);
      assertThat(town.post(body, Town.signature("another secret", body)).statusCode())
          .isEqualTo(401);
      assertThat(
              town.post(body, Town.signature(Town.SECRET, body).replace("sha256", "sha1"))
                  .statusCode())
          .isEqualTo(401);
      byte[] nonsense = "{\"repository\":".getBytes(StandardCharsets.UTF_8);
      assertThat(town.post(nonsense, Town.signature(Town.SECRET, nonsense)).statusCode())
          .isEqualTo(400);
      byte[] hostile = Town.payload("../etc/passwd");
      assertThat(town.post(hostile, Town.signature(Town.SECRET, hostile)).statusCode())
          .isEqualTo(400);
      byte[] ping = "{\"zen\":\"Keep it logically awesome.\"}".getBytes(StandardCharsets.UTF_8);
      assertThat(town.post(ping, Town.signature(Town.SECRET, ping)).statusCode()).isEqualTo(202);
      assertThat(town.post(body, Town.signature(Town.SECRET, body)).statusCode()).isEqualTo(202);
    }
  }

  @Test
  void whatIsTooLargeIsRefusedBeforeItIsRead() throws Exception {
    try (Town town = new Town(directory, "off");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), town.server.port())) {
      socket.setSoTimeout(30_000);
      String head = "POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 26214401\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(12);
      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void pagesAreNeverPublicByAccident() throws Exception {
    try (Town town = new Town(directory, "off")) {
      for (String path :
          new String[] {
            "/",
            "/api/v1/me",
            "/api/v1/repositories",
            "/api/v1/repositories/shop/app",
            "/api/v1/repositories/shop/app/history?plan=one",
            "/index.html"
          }) {
        assertThat(town.get(path).statusCode()).as(path).isEqualTo(401);
        assertThat(town.get(path).body()).contains("--pages").doesNotContain("shop/app");
      }
      var events = town.get("/api/v1/events", "Accept", "text/event-stream");
      assertThat(events.statusCode()).isEqualTo(401);
      assertThat(events.body()).contains("switched off");
    }
  }

  @Test
  void aProxyOnThisMachineIsNotThisMachine() throws Exception {
    try (Town town = new Town(directory, "loopback")) {
      assertThat(town.get("/api/v1/me").statusCode()).isEqualTo(200);
      assertThat(town.get("/api/v1/me", "X-Forwarded-For", "203.0.113.7").statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void aHeaderIsBelievedOnlyWhereItWasAskedFor() throws Exception {
    try (Town town = new Town(directory, "header:X-Forwarded-User")) {
      assertThat(town.get("/api/v1/me").statusCode()).isEqualTo(401);
      assertThat(town.get("/api/v1/me", "X-Forwarded-User", "alice").body())
          .contains("\"login\":\"alice\"");
    }
    try (Town town = new Town(directory.resolve("other"), "off")) {
      assertThat(town.get("/api/v1/me", "X-Forwarded-User", "alice").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void whatKeepsItFromServingIsSaidInOneSentence() throws Exception {
    try (Town town = new Town(directory, "off")) {
      String port = Integer.toString(town.server.port());
      assertThat(refusal("a longer secret", "--port", port))
          .isEqualTo(
              "cannot listen on 127.0.0.1:"
                  + port
                  + ": the port is taken, or the address is not this machine's;"
                  + " name another with --port, or 0 for any free one");
      assertThat(refusal("a longer secret", "--setup", "--port", port))
          .startsWith("cannot listen on 127.0.0.1:" + port);
      assertThat(refusal("short", "--port", "0"))
          .startsWith("SETPOINT_WEBHOOK_SECRET has fewer than 12 characters");
      assertThat(refusal("", "--port", "0")).startsWith("SETPOINT_WEBHOOK_SECRET is not set");
    }
  }

  private String refusal(String secret, String... options) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    Map<String, String> variables =
        Map.of("SETPOINT_TOKEN", "unused-token", "SETPOINT_WEBHOOK_SECRET", secret);
    List<String> arguments = new ArrayList<>(List.of("serve", "--repository", "shop/app"));
    arguments.addAll(List.of(options));
    int code =
        Cli.run(arguments, new Surroundings(variables, directory.resolve("b"), out, out, false));
    assertThat(code).isEqualTo(2);
    // The log is the whole process's: the town's own server may tell of a pass meanwhile.
    List<String> lines =
        said.toString(StandardCharsets.UTF_8)
            .lines()
            .filter(l -> !l.contains("\"loggerName\":\"dev.setpoint."))
            .toList();
    assertThat(lines).hasSize(1);
    return lines.getFirst().substring("setpoint: ".length());
  }

  @Test
  void listenersHearOfChanges() throws Exception {
    try (Town town = new Town(directory, "loopback")) {
      town.until("shop/app", e -> e.path("outcome").asText().equals("settled"));
      try (Town.Events events = town.listen()) {
        assertThat(events.next()).contains("hello");
        Thread.sleep(700); // one look at the ledger, to know what is old
        town.deliver("shop/app", "d-2");
        assertThat(events.next()).contains("repository").contains("shop/app");
      }
    }
  }

  @Test
  void aMomentThatWasWaitedForIsNotLeftToTheSweep() throws Exception {
    try (Town town = new Town(directory, "loopback")) {
      Instant due = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.SECONDS);
      String plan =
          Town.PLAN.replace("### First thing\n", "### First thing\n\n- until: " + due + "\n");
      town.github.as("alice").pushes("main", "plans/one.md", plan, "Plan");
      town.deliver("shop/app", "d-1");
      for (int i = 0; i < 600 && town.github.repo().issues().all().isEmpty(); i++) {
        Thread.sleep(100);
      }
      assertThat(town.github.repo().issues().all())
          .singleElement()
          .satisfies(issue -> assertThat(issue.title()).isEqualTo("Second thing"));
      assertThat(Instant.now()).isAfterOrEqualTo(due);
    }
  }

  @Test
  void whoDripsABodyIsCutOff() throws Exception {
    try (Town town = new Town(directory, "off");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), town.server.port())) {
      socket.setSoTimeout(60_000);
      String head = "POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      // Others are served meanwhile.
      assertThat(town.get("/healthz").statusCode()).isEqualTo(200);
      byte[] answer = socket.getInputStream().readNBytes(12);
      assertThat(new String(answer, StandardCharsets.US_ASCII))
          .isIn("HTTP/1.1 408", "HTTP/1.1 400", "");
    }
  }
}
