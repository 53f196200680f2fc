package dev.setpoint.edge.github;

import dev.setpoint.edge.json.JsonNode;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.preview.PullRequests;
import dev.setpoint.read.JobSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads what a pull request touches, and writes its comment. */
final class GitHubPullRequests implements PullRequests {
  private final Rest rest;
  private final JobSource jobs;

  GitHubPullRequests(Rest rest, JobSource jobs) {
    this.rest = rest;
    this.jobs = jobs;
  }

  @Override
  public Set<PlanPath> touched(int number) throws IOException {
    String doing = "list the files of pull request #" + number;
    Set<PlanPath> paths = new TreeSet<>();
    for (JsonNode page : rest.pages(doing, "/pulls/" + number + "/files?" + Rest.PAGE)) {
      try {
        for (JsonNode file : Json.array(page)) {
          paths.add(new PlanPath(Json.text(file, "filename")));
          String before = Json.optionalText(file, "previous_filename");
          if (!before.isEmpty()) {
            paths.add(new PlanPath(before));
          }
        }
      } catch (IOException e) {
        throw Trouble.malformed(doing, String.valueOf(e.getMessage()));
      }
    }
    return paths;
  }

  // A pull request's conversation is that of the issue with its number.
  @Override
  public List<JobSource.Comment> comments(int number) throws IOException {
    return jobs.comments(number);
  }

  @Override
  public void comment(int number, String body) throws IOException {
    send("comment on #" + number, "POST", "/issues/" + number + "/comments", body);
  }

  @Override
  public void rewrite(long comment, String body) throws IOException {
    send("rewrite comment " + comment, "PATCH", "/issues/comments/" + comment, body);
  }

  private void send(String doing, String method, String path, String body) throws IOException {
    JsonNode json = Json.object().put("body", Texts.body(body));
    Answer answer;
    try {
      answer = rest.send(method, path, Optional.of(json));
    } catch (NoAnswer e) {
      throw new IOException("cannot " + doing + ": " + e.getMessage());
    }
    if (!answer.ok()) {
      throw Trouble.of(doing, answer);
    }
  }
}
