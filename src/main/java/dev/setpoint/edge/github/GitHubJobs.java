package dev.setpoint.edge.github;

import dev.setpoint.edge.json.JsonNode;
import dev.setpoint.job.Issue;
import dev.setpoint.job.Run;
import dev.setpoint.read.Found;
import dev.setpoint.read.JobSource;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads issues and runs. */
final class GitHubJobs implements JobSource {
  private static final String DISPATCHES = "/actions/runs?event=workflow_dispatch&" + Rest.PAGE;

  /** GitHub answers at most this many runs to one search, however many there are. */
  private static final int SEARCH_LIMIT = 1000;

  private final Wire wire;
  private final Rest rest;
  private final boolean agentToken;
  private Optional<String> login;

  GitHubJobs(GitHubOptions options, Wire wire, Rest rest) {
    this.wire = wire;
    this.rest = rest;
    this.agentToken = options.agentToken().isPresent();
    this.login =
        options.login().isEmpty() && options.actionsToken()
            ? Optional.of("github-actions[bot]")
            : options.login();
  }

  @Override
  public List<Issue> openIssues(String label) throws IOException {
    return issues(
        "list open issues",
        "/issues?state=open&sort=created&direction=asc&" + Rest.PAGE + Rest.with("labels", label));
  }

  @Override
  public List<Issue> issuesBy(String creator, Instant since) throws IOException {
    return issues(
        "list the issues of " + creator,
        "/issues?state=all&sort=created&direction=asc&"
            + Rest.PAGE
            + Rest.with("creator", creator)
            + Rest.with("since", since.truncatedTo(ChronoUnit.SECONDS).toString()));
  }

  private List<Issue> issues(String doing, String path) throws IOException {
    // By number: while pages are read the list may shift, and show one issue on two of them.
    Map<Integer, Issue> issues = new LinkedHashMap<>();
    for (JsonNode page : rest.pages(doing, path)) {
      try {
        for (JsonNode node : Json.array(page)) {
          if (!Shapes.isPullRequest(node)) {
            Issue issue = Shapes.issue(node);
            issues.put(issue.number(), issue);
          }
        }
      } catch (IOException e) {
        throw Trouble.malformed(doing, String.valueOf(e.getMessage()));
      }
    }
    return List.copyOf(issues.values());
  }

  @Override
  public List<Run> recentDispatches() throws IOException {
    String doing = "list workflow runs";
    return runs(doing, List.of(rest.get(doing, DISPATCHES)));
  }

  @Override
  public List<Run> dispatchesSince(Instant since) throws IOException {
    String doing = "list workflow runs since " + since;
    String created = ">=" + since.truncatedTo(ChronoUnit.SECONDS);
    List<JsonNode> pages = rest.pages(doing, DISPATCHES + Rest.with("created", created));
    List<Run> runs = runs(doing, pages);
    int total = pages.getFirst().path("total_count").asInt();
    if (total > SEARCH_LIMIT && runs.size() < total) {
      // Absence among the first thousand is no absence.
      throw new IOException("cannot " + doing + ": there are " + total + ", GitHub shows 1000");
    }
    return runs;
  }

  private static List<Run> runs(String doing, List<JsonNode> pages) throws IOException {
    Map<Long, Run> runs = new LinkedHashMap<>();
    for (JsonNode page : pages) {
      try {
        for (JsonNode node : Json.array(page.path("workflow_runs"))) {
          Run run = Shapes.run(node);
          runs.put(run.id(), run);
        }
      } catch (IOException e) {
        throw Trouble.malformed(doing, String.valueOf(e.getMessage()));
      }
    }
    return List.copyOf(runs.values());
  }

  @Override
  public Found<Issue> issue(int number) throws IOException {
    return byId(
        "read issue #" + number,
        "/issues/" + number,
        node -> {
          if (Shapes.isPullRequest(node)) {
            return new Found.Vanished<>("#" + number + " is a pull request");
          }
          Issue issue = Shapes.issue(node);
          return issue.number() == number
              ? new Found.Present<>(issue)
              : new Found.Vanished<>("it is now #" + issue.number());
        });
  }

  @Override
  public Found<Run> run(long id) throws IOException {
    return byId(
        "read run " + id, "/actions/runs/" + id, node -> new Found.Present<>(Shapes.run(node)));
  }

  private <T> Found<T> byId(String doing, String path, Shape<T> shape) throws IOException {
    Answer answer = rest.ask(path);
    if (answer.status() == 404) {
      return new Found.Vanished<>("not found (404): deleted, or no longer visible to this token");
    }
    if (answer.status() == 410) {
      return new Found.Vanished<>("deleted (410)");
    }
    if (answer.redirects()) {
      // A renamed repository redirects too, and everything in it would seem transferred.
      rest.get(doing, "");
      return new Found.Vanished<>("transferred to another repository (" + answer.status() + ")");
    }
    JsonNode content = Rest.content(doing, answer);
    try {
      return shape.of(content);
    } catch (IOException e) {
      throw Trouble.malformed(doing, String.valueOf(e.getMessage()));
    }
  }

  /** How one kind of job is read. */
  private interface Shape<T> {
    Found<T> of(JsonNode node) throws IOException;
  }

  @Override
  public List<Comment> comments(int number) throws IOException {
    return comments(
        "read the comments of #" + number, "/issues/" + number + "/comments?" + Rest.PAGE);
  }

  @Override
  public List<Comment> commentsSince(Instant since) throws IOException {
    return comments(
        "list the comments since " + since,
        "/issues/comments?sort=created&direction=asc&"
            + Rest.PAGE
            + Rest.with("since", since.truncatedTo(ChronoUnit.SECONDS).toString()));
  }

  private List<Comment> comments(String doing, String path) throws IOException {
    List<Comment> comments = new ArrayList<>();
    for (JsonNode page : rest.pages(doing, path)) {
      try {
        for (JsonNode node : Json.array(page)) {
          comments.add(Shapes.comment(node));
        }
      } catch (IOException e) {
        throw Trouble.malformed(doing, String.valueOf(e.getMessage()));
      }
    }
    return comments;
  }

  @Override
  public boolean mayWrite(String login) throws IOException {
    if (!login.matches("[A-Za-z0-9-]+(\\[bot])?")) {
      return false;
    }
    String doing = "ask whether " + login + " may write";
    Answer answer = rest.ask("/collaborators/" + Rest.escape(login) + "/permission");
    if (answer.status() == 404) {
      return false;
    }
    // "write" is said of maintainers too.
    String permission = Rest.content(doing, answer).path("permission").asText("");
    return permission.equals("admin") || permission.equals("write");
  }

  @Override
  public boolean isProtected(String branch) throws IOException {
    String doing = "ask whether `" + branch + "` is protected";
    // Slashes of a branch stay as they are in this path.
    Answer answer = rest.ask("/branches/" + Rest.escape(branch).replace("%2F", "/"));
    if (answer.status() == 404) {
      throw new IOException("cannot " + doing + ": there is no such branch");
    }
    JsonNode is = Rest.content(doing, answer).path("protected");
    if (!is.isBoolean()) {
      throw Trouble.malformed(doing, "`protected` is not true or false");
    }
    return is.asBoolean();
  }

  @Override
  public String botLogin() throws IOException {
    if (login.isEmpty()) {
      login = Optional.of(askLogin());
    }
    return login.get();
  }

  private String askLogin() throws IOException {
    String doing = "ask GitHub whose token this is";
    Answer answer = rest.askRoot(doing, "/user");
    if (answer.status() == 403 && RateLimited.in(answer).isEmpty()) {
      throw new IOException(
          "cannot "
              + doing
              + ": an App's token may not ask; give the login it writes under in --login");
    }
    JsonNode user = Rest.content(doing, answer);
    try {
      return Json.text(user, "login");
    } catch (IOException e) {
      throw Trouble.malformed(doing, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public boolean hasAgentToken() {
    return agentToken;
  }

  @Override
  public Optional<Instant> serverTime() {
    return wire.serverTime();
  }
}
