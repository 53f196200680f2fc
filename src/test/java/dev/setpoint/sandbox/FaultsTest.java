package dev.setpoint.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.sandbox.web.Fault;
import dev.setpoint.sandbox.web.RequestLog;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bad luck that the sandbox can be told to have, seen from the wire. */
class FaultsTest {
  private static final String ISSUES = "/repos/shop/app/issues";
  private static final String ONE = "{\"title\":\"one\"}";

  private final Sandbox sandbox = Sandbox.start();
  private final Client bot = new Client(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void anAnswerOfItsOwnHasNoEffect() {
    arm(
        Fault.Mode.REPLY,
        f -> f.answering(503, "<html>busy</html>").withHeader("Retry-After", "7"));
    Client.Answer answer = bot.post(ISSUES, ONE);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text()).isEqualTo("<html>busy</html>");
    assertThat(answer.header("Retry-After")).contains("7");
    assertThat(issues()).isZero();
    assertThat(bot.post(ISSUES, ONE).status()).isEqualTo(201);
  }

  @Test
  void theEffectMayHappenBehindAnError() {
    arm(Fault.Mode.AFTER, f -> f.answering(502, ""));
    assertThat(bot.post(ISSUES, ONE).status()).isEqualTo(502);
    assertThat(issues()).isEqualTo(1);
  }

  @Test
  void aLostAnswerLeavesTheEffect() throws Exception {
    arm(Fault.Mode.DROP, f -> f);
    assertThat(raw(ONE)).isEmpty();
    assertThat(issues()).isEqualTo(1);
    assertThat(sandbox.requests().entries().getLast().fault()).isEqualTo("drop");
  }

  @Test
  void aCutBeforehandLeavesNothing() throws Exception {
    arm(Fault.Mode.DROP_BEFORE, f -> f);
    assertThat(raw(ONE)).isEmpty();
    assertThat(issues()).isZero();
  }

  @Test
  void anAnswerMayBreakOffInTheMiddle() throws Exception {
    arm(Fault.Mode.TRUNCATE, f -> f);
    assertThat(raw(ONE)).startsWith("HTTP/1.1 201").doesNotEndWith("}");
    assertThat(issues()).isEqualTo(1);
  }

  @Test
  void aCallMayBeDeliveredTwice() {
    arm(Fault.Mode.DOUBLE, f -> f);
    assertThat(bot.post(ISSUES, ONE).json().path("number").asInt()).isEqualTo(2);
    assertThat(issues()).isEqualTo(2);
  }

  @Test
  void aLateAnswerComesLate() {
    arm(Fault.Mode.DELAY, f -> f.lasting(300));
    long start = System.nanoTime();
    assertThat(bot.post(ISSUES, ONE).status()).isEqualTo(201);
    assertThat(System.nanoTime() - start).isGreaterThan(290_000_000L);
  }

  @Test
  void somebodyElseMayBeQuicker() {
    sandbox
        .faults()
        .add(Fault.meanwhile("POST", "/issues$", () -> sandbox.as("bob").opens("first", "")));
    assertThat(bot.post(ISSUES, ONE).json().path("number").asInt()).isEqualTo(2);
  }

  @Test
  void aRuleLetsSomeCallsPassAndStrikesAsOftenAsToldTo() {
    sandbox
        .faults()
        .add(Fault.on("", "/issues", Fault.Mode.REPLY).answering(500, "").after(2).times(2));
    assertThat(List.of(status(), status(), status(), status(), status()))
        .containsExactly(200, 200, 500, 500, 200);
    assertThat(sandbox.faults().left()).isZero();
  }

  @Test
  void aStoppedClientIsReportedWhileItWaits() throws Exception {
    arm(Fault.Mode.STOP, f -> f);
    try (Socket client = connected()) {
      send(client, ONE);
      assertThat(sandbox.faults().awaitStop(Duration.ofSeconds(5))).isTrue();
      assertThat(sandbox.faults().stopped()).containsExactly("POST " + ISSUES);
      assertThat(issues()).isEqualTo(1);
      sandbox.faults().clear();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aClientCanBeStoppedAtEachOfItsCallsInTurn() throws Exception {
    for (int k = 1; k <= 3; k++) {
      sandbox.reset();
      sandbox.faults().add(Fault.on("", "", Fault.Mode.STOP_BEFORE).after(k - 1));
      Thread client =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      bot.get(ISSUES);
                      bot.post(ISSUES, ONE);
                      bot.get(ISSUES);
                    } catch (UncheckedIOException e) {
                      // This is how the client dies here.
                    }
                  });
      assertThat(sandbox.faults().awaitStop(Duration.ofSeconds(5))).isTrue();
      assertThat(sandbox.requests().entries()).hasSize(k - 1);
      assertThat(issues()).isEqualTo(k == 3 ? 1 : 0);
      sandbox.faults().clear();
      client.join();
    }
  }

  @Test
  void gitRequestsSufferLikeOthersAndControlRequestsNever() {
    sandbox.faults().add(Fault.on("", "", Fault.Mode.REPLY).times(100));
    assertThat(bot.get("/shop/app.git/info/refs?service=git-upload-pack").status()).isEqualTo(502);
    assertThat(bot.get("/_sandbox/clock").status()).isEqualTo(200);
    assertThatThrownBy(() -> bot.get("/rate_limit").json().get("rate").get("limit"))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void everyCallIsCountedByItsKind() {
    bot.get(ISSUES + "?state=all");
    bot.post(ISSUES, ONE);
    bot.get("/shop/app.git/info/refs?service=git-upload-pack");
    bot.get("/_sandbox/clock");
    RequestLog log = sandbox.requests();
    assertThat(log.api()).isEqualTo(2);
    assertThat(log.writes()).isEqualTo(1);
    assertThat(log.git()).isEqualTo(1);
    assertThat(log.gitFetches()).isZero();
    assertThat(log.byPath()).containsEntry("GET " + ISSUES, 1).containsEntry("POST " + ISSUES, 1);
    log.reset();
    assertThat(log.entries()).isEmpty();
  }

  private interface Change {
    Fault of(Fault fault);
  }

  private void arm(Fault.Mode mode, Change change) {
    sandbox.faults().add(change.of(Fault.on("POST", "/issues$", mode)));
  }

  private int issues() {
    return sandbox.repo().issues().all().size();
  }

  private int status() {
    return bot.get(ISSUES).status();
  }

  private Socket connected() throws java.io.IOException {
    URI api = URI.create(sandbox.apiUrl());
    return new Socket(api.getHost(), api.getPort());
  }

  private void send(Socket client, String body) throws java.io.IOException {
    OutputStream out = client.getOutputStream();
    String head =
        "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: token %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(ISSUES, sandbox.token(), body.length());
    out.write((head + body).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Everything that came back on a socket of its own; a library would try again by itself. */
  private String raw(String body) throws java.io.IOException {
    try (Socket client = connected();
        InputStream in = client.getInputStream()) {
      send(client, body);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
