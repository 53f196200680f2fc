package dev.setpoint.read;

import dev.setpoint.job.Issue;
import dev.setpoint.job.Jobs;
import dev.setpoint.job.Run;
import dev.setpoint.job.Sighting;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The jobs as this pass has seen them already; asks GitHub only for what it has not. Orders are not
 * among them: a pass looks for those once.
 */
final class Recalled implements JobSource {
  private final JobSource source;
  private final Snapshot snapshot;
  private final Jobs seen;

  Recalled(JobSource source, Snapshot snapshot) {
    this.source = source;
    this.snapshot = snapshot;
    this.seen = snapshot.jobs();
  }

  @Override
  public List<Issue> openIssues(String label) throws IOException {
    boolean same = label.equals(snapshot.settings().label());
    return same && !seen.openIssues().isEmpty() ? seen.openIssues() : source.openIssues(label);
  }

  @Override
  public List<Issue> issuesBy(String login, Instant since) throws IOException {
    return source.issuesBy(login, since);
  }

  @Override
  public List<Run> recentDispatches() throws IOException {
    List<Run> listed = seen.runs().values().stream().flatMap(s -> s.seen().stream()).toList();
    return listed.isEmpty() ? source.recentDispatches() : listed;
  }

  @Override
  public List<Run> dispatchesSince(Instant since) throws IOException {
    return source.dispatchesSince(since);
  }

  @Override
  public Found<Issue> issue(int number) throws IOException {
    return switch (seen.issues().get(number)) {
      case Sighting.ById<Issue>(Issue issue) -> new Found.Present<>(issue);
      case Sighting.Vanished<Issue>(String reason) -> new Found.Vanished<>(reason);
      case Sighting.Listed<Issue> listed -> source.issue(number);
      case null -> source.issue(number);
    };
  }

  @Override
  public Found<Run> run(long id) throws IOException {
    return switch (seen.runs().get(id)) {
      case Sighting.ById<Run>(Run run) -> new Found.Present<>(run);
      case Sighting.Vanished<Run>(String reason) -> new Found.Vanished<>(reason);
      case Sighting.Listed<Run> listed -> source.run(id);
      case null -> source.run(id);
    };
  }

  @Override
  public List<Comment> comments(int number) {
    return List.of();
  }

  @Override
  public List<Comment> commentsSince(Instant since) {
    return List.of();
  }

  @Override
  public boolean mayWrite(String login) throws IOException {
    return source.mayWrite(login);
  }

  @Override
  public String botLogin() throws IOException {
    return source.botLogin();
  }

  @Override
  public boolean isProtected(String branch) throws IOException {
    boolean asked = Snapshots.anyNew(snapshot.plans(), snapshot.ledger());
    return asked ? snapshot.probing() : source.isProtected(branch);
  }

  @Override
  public boolean hasAgentToken() {
    return source.hasAgentToken();
  }

  @Override
  public Optional<Instant> serverTime() {
    return source.serverTime();
  }
}
