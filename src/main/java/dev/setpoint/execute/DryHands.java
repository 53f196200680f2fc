package dev.setpoint.execute;

import dev.setpoint.job.Issue;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hands that touch nothing: whatever they are asked to do is said to be done. */
public final class DryHands implements Hands {
  private final Clock clock;

  public DryHands(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Created createIssue(
      String title, String body, List<String> labels, List<String> assignees) {
    return new Created.Made(Optional.empty(), "", List.of());
  }

  @Override
  public Created dispatch(String workflowFile, String ref, Map<String, String> inputs) {
    return new Created.Made(Optional.empty(), "", List.of());
  }

  @Override
  public void closeIssue(int number, Issue.State reason) {}

  @Override
  public void editIssue(int number, String title, String body) {}

  @Override
  public void comment(int number, String body) {}

  @Override
  public boolean commentUnlessTouched(int number, Instant since, String body) {
    return true;
  }

  @Override
  public boolean assignAgent(int number, String login) {
    return true;
  }

  @Override
  public void react(long comment, Reaction reaction) {}

  @Override
  public void cancelRun(long id) {}

  @Override
  public void ensureLabel(String name) {}

  @Override
  public Instant now() {
    return clock.instant();
  }
}
