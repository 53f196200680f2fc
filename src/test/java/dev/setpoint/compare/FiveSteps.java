package dev.setpoint.compare;

import dev.setpoint.Rehearsal;
import java.io.IOException;

/**
 * The five-step plan from a cold start to its end, in one process with the stand-in for GitHub:
 * what is measured against other engines. Everybody outside does their part at once.
 */
public final class FiveSteps {
  private static final String PLAN =
      """
      ---
      status: approved
      owners: "@alice"
      ---

      # System Upgrade

      ## Steps

      ### Analyze System

      ### Update Database

      - workflow: `migrate.yml`

      ### Transform Services

      - needs: Analyze System

      ### Manual QA

      - needs: Update Database, Transform Services

      ### Deploy

      - workflow: `deploy.yml`
      """;

  private FiveSteps() {}

  public static void main(String[] args) throws IOException {
    Rehearsal.begin(); // as every cold pass does
    try (SetpointStory story = new SetpointStory(PLAN, "migrate.yml", "deploy.yml")) {
      story.pass();
      story.closes("Analyze System");
      story.pass();
      story.ends("migrate.yml", "success");
      story.closes("Transform Services");
      story.pass();
      story.closes("Manual QA");
      story.pass();
      story.ends("deploy.yml", "success");
      story.pass();
      if (!story.isDone()) {
        throw new IllegalStateException("not done:\n" + story.plan());
      }
    }
    System.exit(0);
  }
}
