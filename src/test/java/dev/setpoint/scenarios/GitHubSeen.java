package dev.setpoint.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.job.Claim;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.job.Ledger;
import dev.setpoint.job.Marker;
import dev.setpoint.job.Run;
import dev.setpoint.plan.Fingerprint;
import dev.setpoint.plan.Happening;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.StepId;
import dev.setpoint.read.Found;
import dev.setpoint.read.JobSource;
import dev.setpoint.read.Outside;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A scenario's {@code github.json}, answered as the port would. */
final class GitHubSeen implements JobSource, Outside {
  private final JsonNode world;
  private final Ledger ledger;
  private final Instant now;
  private final @Nullable Plan started;

  GitHubSeen(JsonNode world, Ledger ledger, Instant now, @Nullable Plan started) {
    this.world = world;
    this.ledger = ledger;
    this.now = now;
    this.started = started;
  }

  @Override
  public List<Issue> openIssues(String label) {
    return issues().stream().filter(i -> i.state() == Issue.State.OPEN).toList();
  }

  @Override
  public List<Issue> issuesBy(String login, Instant since) {
    return issues().stream().filter(i -> i.author().equals(login)).toList();
  }

  @Override
  public List<Run> recentDispatches() {
    return runs();
  }

  @Override
  public List<Run> dispatchesSince(Instant since) {
    return runs();
  }

  @Override
  public Found<Issue> issue(int number) {
    return issues().stream()
        .filter(i -> i.number() == number)
        .findFirst()
        .<Found<Issue>>map(Found.Present::new)
        .orElseGet(() -> new Found.Vanished<>("deleted (410)"));
  }

  @Override
  public Found<Run> run(long id) {
    return runs().stream()
        .filter(r -> r.id() == id)
        .findFirst()
        .<Found<Run>>map(Found.Present::new)
        .orElseGet(() -> new Found.Vanished<>("not found (404)"));
  }

  @Override
  public List<Comment> comments(int number) {
    return commentsSince(Instant.EPOCH).stream().filter(c -> c.issue() == number).toList();
  }

  @Override
  public List<Comment> commentsSince(Instant since) {
    List<Comment> comments = new ArrayList<>();
    for (JsonNode c : world.path("comments")) {
      comments.add(
          new Comment(
              c.path("issue").asInt(),
              c.path("id").asLong(),
              c.path("author").asText("alice"),
              c.path("body").asText(),
              Instant.parse(c.path("at").asText("2026-03-07T09:00:00Z"))));
    }
    return comments.stream().filter(c -> !c.createdAt().isBefore(since)).toList();
  }

  @Override
  public boolean mayWrite(String login) {
    return login.equals("alice");
  }

  @Override
  public String botLogin() {
    return "setpoint[bot]";
  }

  @Override
  public boolean isProtected(String branch) {
    return world.path("protected").asBoolean();
  }

  @Override
  public boolean hasAgentToken() {
    return world.path("agentToken").asBoolean();
  }

  @Override
  public Optional<Instant> serverTime() {
    return Optional.of(now);
  }

  @Override
  public Seen look(Happening what) {
    JsonNode seen = world.path("outside").path(what.words());
    if (seen.has("never")) {
      return new Seen.Never(seen.path("never").asText(), "think again");
    }
    return seen.isTextual() ? new Seen.Happened(Instant.parse(seen.asText())) : new Seen.NotYet();
  }

  @Override
  public Instant now() {
    return now;
  }

  private List<Issue> issues() {
    List<Issue> issues = new ArrayList<>();
    for (JsonNode i : world.path("issues")) {
      int number = i.path("number").asInt();
      Issue.State state =
          Issue.State.valueOf(i.path("state").asText("open").toUpperCase(Locale.ROOT));
      Instant updated = Instant.parse(i.path("updated").asText("2026-03-06T12:00:00Z"));
      List<String> assignees = new ArrayList<>();
      i.path("assignees").forEach(a -> assignees.add(a.asText()));
      issues.add(
          new Issue(
              number,
              i.path("title").asText("Some title"),
              body(i, number),
              i.path("author").asText("setpoint[bot]"),
              state,
              i.path("reopened").asBoolean(),
              assignees,
              i.path("comments").asInt(),
              Instant.parse("2026-03-05T08:00:00Z"),
              updated,
              state == Issue.State.OPEN ? Optional.empty() : Optional.of(updated),
              Optional.empty(),
              Scenario.WEB + "/issues/" + number));
    }
    return issues;
  }

  // "written": as Setpoint wrote it when the step was started; anything else is the body itself.
  private String body(JsonNode issue, int number) {
    String body = issue.path("body").asText("");
    for (Claim claim : ledger.attempts().values()) {
      boolean bound =
          claim.phase().knownJob().filter(j -> j.id().equals(new JobId.Issue(number))).isPresent();
      boolean named = issue.path("of").asText("-").equals(claim.key().step().value());
      if ((bound || named) && started != null && !claim.key().step().isAsk()) {
        String region =
            issue.path("region").asText("As started.\n\n- [ ] first box\n- [x] second box");
        String text =
            started
                .step(new StepId(claim.key().step().value()))
                .map(s -> Fingerprint.of(s.title(), s.text()))
                .orElse("0123456789abcdef");
        String wrapped = Marker.wrap(claim.key().path(), claim.newestNonce(), text, region);
        String edited = issue.path("edited").asText("");
        return (edited.isEmpty() ? wrapped : wrapped.replace("As started.", edited)) + body;
      }
    }
    return body;
  }

  private List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (JsonNode r : world.path("runs")) {
      long id = r.path("id").asLong();
      Instant updated = Instant.parse(r.path("updated").asText("2026-03-06T12:00:00Z"));
      String title = r.path("title").asText("Work");
      for (Claim claim : ledger.attempts().values()) {
        if (r.path("of").asText("-").equals(claim.key().step().value())) {
          title = "Work " + claim.key().path() + "/" + claim.newestNonce();
        }
      }
      Run.State state =
          Run.State.valueOf(r.path("state").asText("unfinished").toUpperCase(Locale.ROOT));
      runs.add(
          new Run(
              id,
              r.path("attempt").asInt(1),
              r.path("event").asText("workflow_dispatch"),
              r.path("path").asText(".github/workflows/migrate.yml"),
              title,
              r.path("actor").asText("setpoint[bot]"),
              state,
              r.path("conclusion").asText(""),
              updated,
              Instant.parse(r.path("startedAt").asText("2026-03-07T09:30:00Z")),
              updated,
              Scenario.WEB + "/actions/runs/" + id));
    }
    return runs;
  }
}
