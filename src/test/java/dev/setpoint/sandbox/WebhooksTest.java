package dev.setpoint.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.sandbox.rest.Json;
import dev.setpoint.sandbox.rest.Webhooks;
import dev.setpoint.sandbox.web.Bytes;
import dev.setpoint.sandbox.web.Front;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.web.Request;
import dev.setpoint.sandbox.world.AutoRuns;
import dev.setpoint.sandbox.world.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What webhooks are told, and how it is signed. */
class WebhooksTest {
  private final Sandbox sandbox =
      Sandbox.start(SandboxOptions.defaults().withSeed(Seeds.withWorkflows()));
  private final List<Request> received = new CopyOnWriteArrayList<>();
  private final Front receiver = door();

  private static Front door() {
    try {
      return new Front(0, Instant::now, ServerSocketFactory.getDefault());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void listen() {
    receiver.serve(
        request -> Reply.empty(404),
        request -> Reply.empty(404),
        request -> {
          received.add(request);
          return Reply.empty(202);
        });
    sandbox.webhooks().add(new Webhooks.Hook(receiver.url() + "/hook", "s3cret", List.of()));
  }

  @AfterEach
  void close() {
    sandbox.close();
    receiver.close();
  }

  @Test
  void aDeliveryIsSignedOverItsBytes() throws Exception {
    sandbox.as("alice").opens("Ünïcode", "✅");
    settle();
    Request last = received.getLast();
    assertThat(last.header("X-GitHub-Event")).isEqualTo("issues");
    assertThat(last.header("X-Hub-Signature-256"))
        .isEqualTo(Webhooks.signature("s3cret", last.body().array()));
    assertThat(last.header("X-GitHub-Delivery")).isNotBlank();
    // GitHub's own example, from its page on validating deliveries.
    assertThat(Webhooks.signature("It's a Secret to Everybody", Bytes.of("Hello, World!").array()))
        .isEqualTo("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
  }

  @Test
  void everythingThatCanWakeABotIsTold() throws Exception {
    sandbox.as("alice").opens("a", "");
    sandbox.as("bob").comments(1, "hello");
    sandbox.as("bob").closesAsNotPlanned(1);
    sandbox.as("alice").pushes("idea", "a.md", "x", "Change");
    sandbox.as("alice").opensPullRequest("idea", "main", "An idea", "");
    Run run = sandbox.as("alice").dispatches("slow.yml", Map.of());
    sandbox.repo().runs().complete(run.id(), "success");
    new Client(sandbox).post("/repos/shop/app/dispatches", "{\"event_type\":\"wake\"}");
    settle();
    assertThat(received.stream().map(WebhooksTest::what))
        .containsExactly(
            "ping ",
            "issues opened",
            "issue_comment created",
            "issues closed",
            "push ",
            "pull_request opened",
            "workflow_dispatch ",
            "workflow_run requested",
            "workflow_run completed",
            "repository_dispatch wake");
    JsonNode closed = body(received.get(3));
    assertThat(closed.path("issue").path("state_reason").asText()).isEqualTo("not_planned");
    assertThat(closed.path("sender").path("login").asText()).isEqualTo("bob");
    JsonNode push = body(received.get(4));
    assertThat(push.path("ref").asText()).isEqualTo("refs/heads/idea");
    assertThat(push.path("after").asText())
        .isEqualTo(sandbox.repo().git().resolve("refs/heads/idea").orElseThrow());
    assertThat(push.path("repository").path("full_name").asText()).isEqualTo("shop/app");
  }

  @Test
  void aRunThatFinishesByItselfIsToldOfWhileNobodyAsks() throws Exception {
    settle();
    sandbox.repo().runs().finishThemselves(AutoRuns.after(Duration.ofMillis(10)));
    sandbox.as("alice").dispatches("slow.yml", Map.of());
    for (int i = 0; i < 100 && !what(received.getLast()).equals("workflow_run completed"); i++) {
      Thread.sleep(50);
    }
    assertThat(what(received.getLast())).isEqualTo("workflow_run completed");
  }

  @Test
  void deliveriesCanBeLostDoubledAndReversed() throws Exception {
    sandbox.webhooks().hold();
    sandbox.as("alice").opens("a", "");
    sandbox.as("alice").closes(1);
    settle();
    assertThat(received).hasSize(1);
    sandbox.webhooks().release(true, 2);
    settle();
    assertThat(received.stream().skip(1).map(WebhooksTest::what))
        .containsExactly("issues closed", "issues closed", "issues opened", "issues opened");
    sandbox.webhooks().hold();
    sandbox.as("alice").reopens(1);
    sandbox.webhooks().release(false, 0);
    settle();
    assertThat(received).hasSize(5);
  }

  @Test
  void aDeliveryThatFoundNobodyIsNotedAndCanBeSentAgain() throws Exception {
    settle();
    receiver
        .faults()
        .add(
            dev.setpoint.sandbox.web.Fault.on(
                "", "/hook", dev.setpoint.sandbox.web.Fault.Mode.DROP_BEFORE));
    sandbox.as("alice").opens("a", "");
    settle();
    Webhooks.Delivery failed = sandbox.webhooks().deliveries().getLast();
    assertThat(failed.status()).isZero();
    sandbox.webhooks().redeliver(failed.id());
    settle();
    assertThat(sandbox.webhooks().deliveries().getLast().status()).isEqualTo(202);
    assertThat(received.getLast().header("X-GitHub-Delivery")).isEqualTo(failed.id());
  }

  @Test
  void manyAtOnceDoNotLockEachOtherOut() throws Exception {
    Client bot = new Client(sandbox);
    String tip = sandbox.repo().git().resolve("refs/heads/main").orElseThrow();
    List<Thread> crowd = new java.util.ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String name = "n" + i;
      crowd.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int k = 0; k < 5; k++) {
                      String ref = "refs/x/" + name + "/" + k;
                      bot.post("/repos/shop/app/issues", "{\"title\":\"" + name + "\"}");
                      sandbox.as(name).pushes("main", name + ".md", "v" + k, "Change");
                      bot.post(
                          "/repos/shop/app/git/refs",
                          "{\"ref\":\"" + ref + "\",\"sha\":\"" + tip + "\"}");
                      push(tip, "refs/y/" + name + "/" + k);
                    }
                  }));
    }
    for (Thread one : crowd) {
      assertThat(one.join(Duration.ofSeconds(60))).isTrue();
    }
    assertThat(sandbox.repo().issues().all()).hasSize(40);
    assertThat(sandbox.repo().git().log("main")).hasSize(41);
    assertThat(sandbox.repo().git().refs().keySet().stream().filter(r -> r.startsWith("refs/y")))
        .hasSize(40);
  }

  private void settle() throws InterruptedException {
    assertThat(sandbox.webhooks().settle(10)).isTrue();
  }

  /** A push of an object that the server has already, spoken by hand. */
  private void push(String sha, String ref) {
    String command = "0".repeat(40) + " " + sha + " " + ref + "\0report-status\n";
    String body = "%04x%s0000".formatted(command.length() + 4, command);
    // An empty pack: header, version 2, no objects, and the SHA-1 of that.
    String pack = "5041434b" + "00000002" + "00000000" + "029d08823bd8a8eab510ad6ac75c823cfd3ed31e";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(body.getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(HexFormat.of().parseHex(pack));
    new Client(sandbox).send("/shop/app.git/git-receive-pack", bytes.toByteArray());
  }

  private static String what(Request request) {
    return request.header("X-GitHub-Event") + " " + body(request).path("action").asText();
  }

  private static JsonNode body(Request request) {
    return java.util.Objects.requireNonNull(Json.read(request.body().text()));
  }
}
