package dev.setpoint.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.sandbox.world.Token;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sandbox's clock, the lag of its lists, its rate limits and its ETags. */
class TimeTest {
  private static final String ISSUES = "/repos/shop/app/issues";
  private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");

  private final Sandbox sandbox = Sandbox.start();
  private final Client bot = new Client(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void theDateHeaderAndAllTimestampsFollowTheClock() {
    sandbox.clock().freeze();
    sandbox.clock().setTo(NINE);
    Client.Answer made = bot.post(ISSUES, "{\"title\":\"a\"}");
    assertThat(made.header("Date")).contains("Sun, 01 Mar 2026 09:00:00 GMT");
    assertThat(made.json().path("created_at").asText()).isEqualTo("2026-03-01T09:00:00Z");
    sandbox.clock().advance(Duration.ofMinutes(20));
    sandbox.as("alice").closes(1);
    JsonNode issue = bot.get(ISSUES + "/1").json();
    assertThat(issue.path("updated_at").asText()).isEqualTo("2026-03-01T09:20:00Z");
    sandbox.as("alice").pushes("main", "a.md", "x", "Change");
    assertThat(sandbox.repo().git().log("main").getFirst().at())
        .isEqualTo(NINE.plus(Duration.ofMinutes(20)));
    sandbox.clock().flow();
    assertThat(sandbox.clock().instant()).isAfterOrEqualTo(NINE.plus(Duration.ofMinutes(20)));
  }

  @Test
  void listsLagButReadsByNumberDoNot() {
    sandbox.clock().freeze();
    sandbox.as("alice").opens("old", "");
    sandbox.clock().advance(Duration.ofMinutes(1));
    sandbox.world().lag(Duration.ofSeconds(30));
    sandbox.as("alice").opens("new", "");
    sandbox.as("alice").closes(1);
    sandbox.as("bob").comments(2, "hello");
    assertThat(bot.get(ISSUES).json().findValuesAsText("title")).containsExactly("old");
    assertThat(bot.get(ISSUES + "/2/comments").json()).isEmpty();
    assertThat(bot.get(ISSUES + "/2").status()).isEqualTo(200);
    assertThat(bot.get(ISSUES + "/1").json().path("state").asText()).isEqualTo("closed");
    sandbox.clock().advance(Duration.ofSeconds(31));
    assertThat(bot.get(ISSUES).json().findValuesAsText("title")).containsExactly("new");
    assertThat(bot.get(ISSUES + "/2/comments").json()).hasSize(1);
  }

  @Test
  void aLaggingListStillShowsWhatWasDeletedSince() {
    sandbox.clock().freeze();
    sandbox.as("alice").opens("a", "");
    sandbox.clock().advance(Duration.ofMinutes(1));
    sandbox.world().lag(Duration.ofSeconds(30));
    sandbox.as("alice").deletesIssue(1);
    assertThat(bot.get(ISSUES).json()).hasSize(1);
    assertThat(bot.get(ISSUES + "/1").status()).isEqualTo(410);
  }

  @Test
  void theRateIsCountedDownAndStartsAnewAfterAnHour() {
    sandbox.clock().freeze();
    assertThat(remaining(bot.get(ISSUES))).isEqualTo(4999);
    assertThat(remaining(bot.get(ISSUES))).isEqualTo(4998);
    assertThat(remaining(bot.get("/rate_limit"))).isEqualTo(4998);
    sandbox
        .world()
        .rates()
        .set(sandbox.token(), 5000, 1, sandbox.clock().instant().plusSeconds(60));
    assertThat(remaining(bot.get(ISSUES))).isZero();
    Client.Answer refused = bot.post(ISSUES, "{\"title\":\"a\"}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.message()).startsWith("API rate limit exceeded for user ID");
    assertThat(refused.header("X-RateLimit-Remaining")).contains("0");
    assertThat(sandbox.repo().issues().all()).isEmpty();
    assertThat(bot.get("/rate_limit").status()).isEqualTo(200);
    sandbox.clock().advance(Duration.ofSeconds(61));
    assertThat(remaining(bot.get(ISSUES))).isEqualTo(4999);
  }

  @Test
  void aWorkflowsTokenHasAThousandRequestsAnHour() {
    sandbox.world().add(Token.ofActions("actions-token"));
    Client actions = new Client(sandbox.apiUrl(), "actions-token");
    assertThat(actions.get(ISSUES).header("X-RateLimit-Limit")).contains("1000");
  }

  @Test
  void creatingTooFastIsRefusedWithTheTimeToWait() {
    sandbox.clock().freeze();
    sandbox.world().rates().limitCreations(2, 0);
    bot.post(ISSUES, "{\"title\":\"a\"}");
    bot.post(ISSUES + "/1/comments", "{\"body\":\"b\"}");
    Client.Answer refused = bot.post(ISSUES, "{\"title\":\"c\"}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.message()).contains("secondary rate limit");
    assertThat(refused.header("Retry-After")).contains("60");
    assertThat(bot.get(ISSUES).status()).isEqualTo(200);
    sandbox.clock().advance(Duration.ofSeconds(61));
    assertThat(bot.post(ISSUES, "{\"title\":\"c\"}").status()).isEqualTo(201);
  }

  @Test
  void whatHasNotChangedIsAnsweredWithoutABodyAndCostsNothing() {
    sandbox.as("alice").opens("a", "");
    Client.Answer first = bot.get(ISSUES);
    String tag = first.header("ETag").orElseThrow();
    Client.Answer same = bot.get(ISSUES, "If-None-Match", tag);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.text()).isEmpty();
    assertThat(remaining(same)).isEqualTo(remaining(first));
    sandbox.as("alice").retitles(1, "b");
    Client.Answer changed = bot.get(ISSUES, "If-None-Match", tag);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("ETag").orElseThrow()).isNotEqualTo(tag);
  }

  private static int remaining(Client.Answer answer) {
    return Integer.parseInt(answer.header("X-RateLimit-Remaining").orElseThrow());
  }
}
