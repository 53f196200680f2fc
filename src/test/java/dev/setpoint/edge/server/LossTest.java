package dev.setpoint.edge.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.web.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The database may be lost, and GitHub may be away. */
@Timeout(180)
class LossTest {
  @TempDir Path directory;

  @Test
  void losingTheDatabaseLosesNothing() throws Exception {
    Sandbox github = Sandbox.start();
    github.as("alice").pushes("main", "plans/one.md", Town.PLAN, "Plan");
    Town before = new Town(directory, "loopback", github);
    before.until("shop/app", e -> e.path("plans").size() == 1);
    before.leave();
    github.as("alice").closes(1); // nobody is there to be told
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
    try (Town after = new Town(directory, "loopback", github)) {
      JsonNode app = after.until("shop/app", e -> e.at("/plans/0/steps/done").asInt() == 1);
      assertThat(app.at("/plans/0/steps/needs_person").asInt()).isEqualTo(1);
      assertThat(github.repo().issues().all()).hasSize(2);
    }
  }

  @Test
  void theServerStartsWhileGitHubIsAway() throws Exception {
    Sandbox github = Sandbox.start();
    github
        .faults()
        .add(Fault.on("GET", ".*", Fault.Mode.REPLY).answering(503, "away").times(10_000));
    try (Town town = new Town(directory, "loopback", github)) {
      assertThat(town.get("/healthz").statusCode()).isEqualTo(200);
      JsonNode app = town.until("shop/app", e -> e.path("outcome").asText().equals("failed"));
      assertThat(app.path("failure").asText()).isNotEmpty();
      assertThat(town.get("/metrics").body()).contains("setpoint_failures_total");
    }
  }
}
