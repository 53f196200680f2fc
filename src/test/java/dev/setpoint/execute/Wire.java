package dev.setpoint.execute;

import dev.setpoint.job.CommitId;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.job.Ref;
import dev.setpoint.job.RefChange;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Both ports of execute, which write down in which order they were used. */
final class Wire implements ClaimStore, Hands {
  static final Instant NOW = Instant.parse("2026-03-07T10:00:00Z");

  final List<String> said = new ArrayList<>();
  Runnable pushing = () -> {};
  Runnable posting = () -> {};
  Created created = new Created.Made(Optional.of(new JobId.Issue(1)), "", List.of());
  String lost = "";
  Optional<Back> back = Optional.empty();
  private int commits;
  private Optional<CommitId> last = Optional.empty();

  /** What is read where the push of a claim had no answer. */
  enum Back {
    OWN,
    ANOTHERS,
    NOTHING,
    FAILURE
  }

  @Override
  public List<Answer> push(List<RefChange> changes) {
    said.add("push: " + changes.stream().map(Wire::words).collect(Collectors.joining(", ")));
    pushing.run();
    return changes.stream().map(this::answer).toList();
  }

  private Answer answer(RefChange change) {
    CommitId commit = new CommitId("%040d".formatted(++commits));
    last = Optional.of(commit);
    return step(change.name()).equals(lost)
        ? new Answer.Lost("it moved")
        : back.isPresent() ? new Answer.Unclear(commit, "reset") : new Answer.Done(commit);
  }

  private static String words(RefChange change) {
    String deed =
        change.message().isEmpty() ? "delete" : change.expected().isEmpty() ? "create" : "move";
    return deed + " " + step(change.name());
  }

  private static String step(String ref) {
    return ref.replaceFirst("^refs/setpoint/claims/[^/]+/([^/]+)-[0-9a-f]{16}/.*$", "$1");
  }

  @Override
  public Optional<Ref> read(String name) throws IOException {
    said.add("read " + step(name));
    return switch (back.orElseThrow()) {
      case OWN -> last.map(c -> new Ref(name, c, ""));
      case ANOTHERS -> Optional.of(new Ref(name, new CommitId("f".repeat(40)), ""));
      case NOTHING -> Optional.empty();
      case FAILURE -> throw new IOException("no answer");
    };
  }

  @Override
  public Created createIssue(
      String title, String body, List<String> labels, List<String> assignees) {
    return post(title);
  }

  @Override
  public Created dispatch(String workflowFile, String ref, Map<String, String> inputs) {
    return post(step("refs/setpoint/claims/" + inputs.get("setpoint")));
  }

  private Created post(String step) {
    said.add("post " + step);
    posting.run();
    return created;
  }

  @Override
  public Instant now() {
    return NOW;
  }

  @Override
  public void closeIssue(int number, Issue.State reason) {
    said.add("close #" + number);
  }

  @Override
  public void editIssue(int number, String title, String body) {}

  @Override
  public void comment(int number, String body) {
    said.add("comment on #" + number);
  }

  @Override
  public boolean commentUnlessTouched(int number, Instant since, String body) {
    return false;
  }

  @Override
  public boolean assignAgent(int number, String login) {
    return false;
  }

  @Override
  public void react(long comment, Reaction reaction) {}

  @Override
  public void cancelRun(long id) {
    said.add("cancel run " + id);
  }

  @Override
  public void ensureLabel(String name) {}
}
