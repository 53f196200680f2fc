package dev.setpoint.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The recording that the page plays is whole, and says what was found. */
class CompareJsonTest {
  private static JsonNode recording() throws IOException {
    try (InputStream in =
        CompareJsonTest.class.getResourceAsStream("/dev/setpoint/page/compare.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  @Test
  void everySceneHasBothSides() throws IOException {
    JsonNode recording = recording();

    assertThat(recording.path("schemaVersion").asInt()).isEqualTo(1);
    assertThat(recording.at("/recordedWith/temporal").asText()).matches("temporal-sdk [0-9.]+");
    for (JsonNode story : recording.path("stories")) {
      assertThat(story.path("scenes")).isNotEmpty();
      long events = 0;
      for (JsonNode scene : story.path("scenes")) {
        assertThat(scene.at("/setpoint/words").asText()).isNotBlank();
        assertThat(scene.at("/setpoint/steps")).isNotEmpty();
        assertThat(scene.at("/temporal/words").asText()).isNotBlank();
        events += scene.at("/temporal/history").size();
        assertThat(scene.at("/temporal/events").asLong()).isEqualTo(events);
      }
    }
  }

  @Test
  void theFactsAreThoseThatThePageTells() throws IOException {
    List<String> outside = new ArrayList<>();
    story("same-type").findValues("outside").forEach(o -> outside.add(o.toString()));
    assertThat(outside).anyMatch(o -> o.contains("\"ran Step 4\",\"ran Step 4\""));
    assertThat(outside).noneMatch(o -> o.contains("ran Inserted"));

    assertThat(story("timer").findValuesAsText("detail"))
        .anyMatch(d -> d.startsWith("NON_DETERMINISTIC_ERROR"));
  }

  private static JsonNode story(String id) throws IOException {
    for (JsonNode story : recording().path("stories")) {
      if (story.path("id").asText().equals(id)) {
        return story;
      }
    }
    throw new AssertionError("no story " + id);
  }
}
