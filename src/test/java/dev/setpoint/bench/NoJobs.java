package dev.setpoint.bench;

import dev.setpoint.job.Issue;
import dev.setpoint.job.Run;
import dev.setpoint.read.Found;
import dev.setpoint.read.JobSource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A GitHub on which nothing was ever started. */
final class NoJobs implements JobSource {
  @Override
  public List<Issue> openIssues(String label) {
    return List.of();
  }

  @Override
  public List<Issue> issuesBy(String login, Instant since) {
    return List.of();
  }

  @Override
  public List<Run> recentDispatches() {
    return List.of();
  }

  @Override
  public List<Run> dispatchesSince(Instant since) {
    return List.of();
  }

  @Override
  public Found<Issue> issue(int number) {
    return new Found.Vanished<>("never there");
  }

  @Override
  public Found<Run> run(long id) {
    return new Found.Vanished<>("never there");
  }

  @Override
  public List<Comment> commentsSince(Instant since) {
    return List.of();
  }

  @Override
  public List<Comment> comments(int number) {
    return List.of();
  }

  @Override
  public boolean mayWrite(String login) {
    return false;
  }

  @Override
  public String botLogin() {
    return "setpoint[bot]";
  }

  @Override
  public boolean isProtected(String branch) {
    return false;
  }

  @Override
  public Optional<Instant> serverTime() {
    return Optional.empty();
  }
}
