package dev.setpoint.edge.github;

import dev.setpoint.edge.json.JsonNode;
import dev.setpoint.edge.json.ObjectNode;
import dev.setpoint.execute.Hands;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Acts on GitHub. The two creations answer in a value that tells made, refused, limited and unclear
 * apart.
 */
final class GitHubHands implements Hands {
  private static final String LABEL_COLOR = "1d76db";
  private static final String LABEL_DESCRIPTION = "A step of a plan, watched by Setpoint";

  private final Rest rest;
  private final Optional<Rest> agents;

  /**
   * @param agents by the token that may assign coding agents
   */
  GitHubHands(Rest rest, Optional<Rest> agents) {
    this.rest = rest;
    this.agents = agents;
  }

  @Override
  public Created createIssue(
      String title, String body, List<String> labels, List<String> assignees) {
    ObjectNode issue = Json.object();
    issue.put("title", Texts.title(title));
    issue.put("body", Texts.body(body));
    issue.put("labels", labels);
    issue.put("assignees", assignees);
    return create(
        "/issues",
        issue,
        answer -> {
          JsonNode made = Json.read(answer.body());
          return new Created.Made(
              Optional.of(new JobId.Issue(Json.small(made, "number"))),
              Json.text(made, "html_url"),
              Dropped.of(made, body, labels, assignees),
              shown(made));
        });
  }

  // It exists, whatever else the answer leaves out: that is read again.
  private static Optional<Issue> shown(JsonNode made) {
    try {
      return Optional.of(Shapes.issue(made)).filter(i -> i.state() == Issue.State.OPEN);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public Created dispatch(String workflowFile, String ref, Map<String, String> inputs) {
    ObjectNode dispatch = Json.object();
    dispatch.put("ref", ref);
    dispatch.put("return_run_details", true);
    dispatch.put("inputs", inputs);
    return create(
        "/actions/workflows/" + Rest.escape(workflowFile) + "/dispatches",
        dispatch,
        answer -> {
          if (answer.status() == 204) {
            // Servers that do not know return_run_details, GitHub itself before 2026-02.
            return new Created.Made(Optional.empty(), "", List.of());
          }
          JsonNode made = Json.read(answer.body());
          return new Created.Made(
              Optional.of(new JobId.Run(Json.number(made, "workflow_run_id"))),
              Json.text(made, "html_url"),
              List.of());
        });
  }

  /** How a success is read. */
  private interface Reading {
    Created.Made of(Answer answer) throws IOException;
  }

  /** One POST, whatever comes of it. */
  private Created create(String path, JsonNode body, Reading reading) {
    Answer answer;
    try {
      answer = rest.send("POST", path, Optional.of(body));
    } catch (NoAnswer e) {
      return new Created.Unclear(String.valueOf(e.getMessage()));
    }
    Optional<Duration> wait = RateLimited.in(answer);
    if (wait.isPresent()) {
      return new Created.Limited(wait.get());
    }
    return switch (answer.status()) {
      case 200, 201, 204 -> {
        try {
          yield reading.of(answer);
        } catch (IOException e) {
          yield new Created.Unclear(
              "GitHub says yes, but the rest makes no sense: " + e.getMessage());
        }
      }
      case 400, 401, 403, 404, 410, 422 ->
          new Created.Refused(answer.status(), Trouble.words(answer));
      default -> new Created.Unclear(Trouble.words(answer));
    };
  }

  @Override
  public void closeIssue(int number, Issue.State reason) throws IOException {
    String word =
        switch (reason) {
          case COMPLETED -> "completed";
          case NOT_PLANNED -> "not_planned";
          case DUPLICATE -> "duplicate";
          case OPEN, UNKNOWN ->
              throw new IllegalArgumentException("no reason to close an issue with: " + reason);
        };
    edit(
        "close #" + number, number, Json.object().put("state", "closed").put("state_reason", word));
  }

  @Override
  public void editIssue(int number, String title, String body) throws IOException {
    edit(
        "edit #" + number,
        number,
        Json.object().put("title", Texts.title(title)).put("body", Texts.kept(body)));
  }

  private void post(String doing, String path, ObjectNode body) throws IOException {
    Answer answer = send(doing, "POST", path, Optional.of(body));
    if (!answer.ok()) {
      throw Trouble.of(doing, answer);
    }
  }

  private void edit(String doing, int number, ObjectNode fields) throws IOException {
    Answer answer = send(doing, "PATCH", "/issues/" + number, Optional.of(fields));
    if (!answer.ok()) {
      throw Trouble.of(doing, answer);
    }
  }

  private Answer send(String doing, String method, String path, Optional<JsonNode> body)
      throws IOException {
    try {
      return rest.send(method, path, body);
    } catch (NoAnswer e) {
      throw new IOException("cannot " + doing + ": " + e.getMessage());
    }
  }

  @Override
  public void comment(int number, String body) throws IOException {
    post(
        "comment on #" + number,
        "/issues/" + number + "/comments",
        Json.object().put("body", Texts.body(body)));
  }

  @Override
  public boolean commentUnlessTouched(int number, Instant since, String body) throws IOException {
    String doing = "read issue #" + number;
    JsonNode node = rest.get(doing, "/issues/" + number);
    Issue issue;
    try {
      issue = Shapes.issue(node);
    } catch (IOException e) {
      throw Trouble.malformed(doing, String.valueOf(e.getMessage()));
    }
    boolean untouched = issue.state() == Issue.State.OPEN && issue.updatedAt().isBefore(since);
    if (untouched) {
      comment(number, body);
    }
    return untouched;
  }

  // https://docs.github.com/en/copilot/how-tos/use-copilot-agents/coding-agent/create-a-pr
  @Override
  public boolean assignAgent(int number, String login) throws IOException {
    String doing = "assign @" + login + " to #" + number;
    String account = login.equalsIgnoreCase("copilot") ? "copilot-swe-agent[bot]" : login;
    ObjectNode body = Json.object().put("assignees", List.of(account));
    Answer answer;
    try {
      answer =
          agents
              .orElseThrow(() -> new IOException("cannot " + doing + ": there is no agent-token"))
              .send("POST", "/issues/" + number + "/assignees", Optional.of(body));
    } catch (NoAnswer e) {
      throw new IOException("cannot " + doing + ": " + e.getMessage());
    }
    if (!answer.ok()) {
      throw Trouble.of(doing, answer);
    }
    // GitHub leaves out without a word whom it does not let be assigned.
    for (JsonNode assigned : Json.read(answer.body()).path("assignees")) {
      String name = Json.login(assigned);
      if (name.equalsIgnoreCase(login) || name.equalsIgnoreCase(account)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void react(long comment, Reaction reaction) throws IOException {
    String doing = "react to comment " + comment;
    Answer answer =
        send(
            doing,
            "POST",
            "/issues/comments/" + comment + "/reactions",
            Optional.of(Json.object().put("content", reaction.word())));
    if (!answer.ok()) {
      throw Trouble.of(doing, answer);
    }
  }

  @Override
  public void cancelRun(long id) throws IOException {
    String doing = "cancel run " + id;
    Answer answer = send(doing, "POST", "/actions/runs/" + id + "/cancel", Optional.empty());
    // 409: it has ended already.
    if (!answer.ok() && answer.status() != 409) {
      throw Trouble.of(doing, answer);
    }
  }

  @Override
  public void ensureLabel(String name) throws IOException {
    String doing = "create the label `" + name + "`";
    ObjectNode label = Json.object().put("name", name).put("color", LABEL_COLOR);
    Answer answer =
        send(doing, "POST", "/labels", Optional.of(label.put("description", LABEL_DESCRIPTION)));
    // One that exists, however it is capitalised, is left as it is.
    boolean exists = answer.status() == 422 && answer.text().contains("already_exists");
    if (!answer.ok() && !exists) {
      throw Trouble.of(doing, answer);
    }
  }

  // Reading the rate costs none, and every answer carries the time.
  @Override
  public Instant now() throws IOException {
    if (rest.serverTime().isEmpty()) {
      rest.askRate();
    }
    return rest.serverTime()
        .orElseThrow(() -> new IOException("GitHub's answer has no Date header"));
  }
}
