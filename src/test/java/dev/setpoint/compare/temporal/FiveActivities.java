package dev.setpoint.compare.temporal;

/**
 * The same five steps as a Temporal workflow in its own test server, from a cold start to its end,
 * in one process.
 */
public final class FiveActivities {
  private FiveActivities() {}

  public static void main(String[] args) throws Exception {
    try (TemporalStory story = new TemporalStory(Upgrade.Original::new)) {
      for (String step : new String[] {"Analyze System", "Transform Services", "Manual QA"}) {
        story.awaitDone("opened an issue for " + step, 1);
        story.closes(step);
      }
      if (!story.result().equals("done")) {
        throw new IllegalStateException("not done: " + story.done());
      }
    }
    System.exit(0);
  }
}
