package dev.setpoint.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.Place;
import dev.setpoint.Places;
import dev.setpoint.Wiring;
import dev.setpoint.read.Snapshot;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.world.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The README's pictures show what the program writes: their Markdown is made here, in a sandbox,
 * and rendered by {@code docs/pictures/render.mjs}. {@code -Dpictures.write=true} writes it anew.
 */
class PicturesTest {
  private static final Path PICTURES = Path.of("docs/pictures");
  private static final String PATH = "plans/system-upgrade.md";
  private static final String PLAN =
      """
      ---
      status: approved
      owners: [alice]
      ---

      # System Upgrade Project

      Move the shop to schema v2 without downtime.

      ## Steps

      ### Analyze System

      ### Update Database

      - needs: nothing
      - workflow: `migrate.yml`

      ### Transform Services

      - needs: Analyze System
      - assign: @bob

      ### Manual QA

      - id: qa
      - needs: Update Database, Transform Services
      - assign: @alice

      ### Deploy

      - workflow: `deploy.yml`
      """;
  private static final String BACKFILL =
      """
      ### Backfill Orders

      - id: backfill
      - needs: Update Database
      - workflow: `migrate.yml`

      ### Manual QA

      - id: qa
      - needs: backfill
      """;

  @Test
  void theReadmesPicturesShowWhatIsWritten() throws IOException {
    try (Sandbox github = Sandbox.start()) {
      github.clock().setTo(Instant.parse("2026-03-03T09:00:00Z"));
      github.as("alice").pushes("main", ".github/workflows/migrate.yml", workflow("Migrate"), "W");
      github.as("alice").pushes("main", ".github/workflows/deploy.yml", workflow("Deploy"), "W");
      github.as("alice").pushes("main", PATH, PLAN, "Plan");
      pass(github);
      github.clock().setTo(Instant.parse("2026-03-04T09:00:00Z"));
      Run migration = github.repo().runs().all().getFirst();
      github.repo().runs().complete(migration.id(), "success");
      github.as("alice").closes(1);
      pass(github);
      String plan = github.repo().git().text("main", PATH).orElseThrow();
      String edited =
          plan.replaceFirst("(?s)### Transform Services.*?### Manual QA", "### Manual QA")
              .replaceFirst("(?s)### Manual QA\\n\\n- id: qa\\n- needs: [^\\n]*\\n", BACKFILL);
      github.as("bob").pushes("edit", PATH, edited, "Backfill instead");
      int number = github.as("bob").opensPullRequest("edit", "main", "Backfill", "").number();
      String shown = plan.substring(0, plan.indexOf("## Steps"));
      compare("plan.md", shown.replace(github.apiUrl(), "https://github.com"));
      compare("preview.md", preview(github, number).replace(github.apiUrl(), "https://github.com"));
    }
  }

  private static void pass(Sandbox github) throws IOException {
    try (Wiring wiring = Wiring.open(place(github))) {
      assertThat(wiring.reconciler().reconcile(List.of()).failure()).isEmpty();
    }
  }

  private static String preview(Sandbox github, int number) throws IOException {
    try (Wiring wiring = Wiring.open(place(github))) {
      Snapshot now = wiring.look().seen();
      return PreviewText.of(
          wiring.preview(now, number), wiring.place().webUrl(), "3f2c1d7e5b9a4c6d8e0f");
    }
  }

  private static void compare(String name, String text) throws IOException {
    Path file = PICTURES.resolve(name);
    if (Boolean.getBoolean("pictures.write")) {
      Files.writeString(file, text);
    }
    assertThat(text).as(file.toString()).isEqualTo(Files.readString(file));
  }

  private static Place place(Sandbox github) {
    return Places.of(github, github.repository(), "https://github.com/" + github.repository());
  }

  private static String workflow(String name) {
    return """
    run-name: %s ${{ inputs.setpoint }}
    on: { workflow_dispatch: { inputs: { setpoint: { required: false } } } }
    jobs: { go: { runs-on: ubuntu-latest, steps: [{ run: go }] } }
    """
        .formatted(name);
  }
}
