package dev.setpoint.edge.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the server tells of a plan's past. */
@Timeout(120)
class PastDataTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PAST = "/api/v1/repositories/shop/app/history?plan=";

  @TempDir Path directory;

  @Test
  void eachStepsTimeIsToldAndGoesOnWithThePlan() throws Exception {
    try (Town town = new Town(directory, "loopback")) {
      town.github.as("alice").pushes("main", "plans/one.md", Town.PLAN, "Plan");
      town.deliver("shop/app", "d-1");
      town.until("shop/app", e -> e.at("/plans/0/steps/needs_person").asInt() == 1);

      JsonNode past = past(town, "one");
      assertThat(past.path("title").asText()).isEqualTo("One");
      assertThat(past.path("claims").asBoolean()).isTrue();
      assertThat(past.path("shallow").asBoolean()).isFalse();
      assertThat(past.at("/steps/0/spells/0/status").asText()).isEqualTo("needs_person");
      assertThat(past.at("/steps/0/spells/0/open").asBoolean()).isTrue();
      assertThat(past.at("/steps/1/spells/0/status").asText()).isEqualTo("waiting");

      town.github.as("alice").closes(1);
      town.deliver("shop/app", "d-2");
      town.until("shop/app", e -> e.at("/plans/0/steps/done").asInt() == 1);
      past = past(town, "one");
      assertThat(past.at("/steps/0/status").asText()).isEqualTo("done");
      assertThat(past.at("/steps/1/spells/1/status").asText()).isEqualTo("needs_person");
      assertThat(past.path("events").toString()).contains("#1 was closed as completed");
      assertThat(past.path("earlierEvents").asInt()).isZero();
    }
  }

  @Test
  void onlyPlansOfRepositoriesThatOneMaySeeHaveAPast() throws Exception {
    try (Town town = new Town(directory, "header:X-Forwarded-User")) {
      town.github.as("alice").pushes("main", "secret.md", "# No plan\n", "Note");
      assertThat(town.get(PAST + "one").statusCode()).isEqualTo(401);
      for (String plan : new String[] {"", "none", "secret", "../secret", "secret.md"}) {
        HttpResponse<String> answer = town.get(PAST + plan, "X-Forwarded-User", "alice");
        for (int i = 0; i < 100 && answer.body().contains("no such repository"); i++) {
          Thread.sleep(50); // until it has been discovered
          answer = town.get(PAST + plan, "X-Forwarded-User", "alice");
        }
        assertThat(answer.statusCode()).as(plan).isEqualTo(404);
        assertThat(answer.body()).contains("no such plan");
      }
      assertThat(
              town.get(
                      "/api/v1/repositories/shop/other/history?plan=one",
                      "X-Forwarded-User",
                      "alice")
                  .statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void whatCannotBeReadIsSaidWithoutTheToken() throws Exception {
    try (Town town = new Town(directory, "loopback")) {
      town.github.as("alice").pushes("main", "plans/one.md", Town.PLAN, "Plan");
      town.deliver("shop/app", "d-1");
      town.until("shop/app", e -> e.path("plans").size() == 1);
      town.github.close();
      HttpResponse<String> answer = town.get(PAST + "one");
      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body())
          .contains("the history could not be read: ")
          .doesNotContain(town.github.token());
    }
  }

  private static JsonNode past(Town town, String plan) throws Exception {
    HttpResponse<String> answer = town.get(PAST + plan);
    for (int i = 0; i < 20 && answer.statusCode() == 503; i++) {
      answer = town.get(PAST + plan);
    }
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }
}
