package dev.setpoint.edge.github;

import dev.setpoint.edge.json.JsonNode;
import dev.setpoint.job.Issue;
import dev.setpoint.job.Run;
import dev.setpoint.read.JobSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * GitHub's JSON as our types. A field that is missing is an error; a word that is not known here is
 * never taken for a success.
 */
final class Shapes {
  private Shapes() {}

  static boolean isPullRequest(JsonNode issue) {
    return !Json.isAbsent(issue.path("pull_request"));
  }

  static Issue issue(JsonNode node) throws IOException {
    String reason = Json.optionalText(node, "state_reason");
    String closedBy = Json.login(node.path("closed_by"));
    return new Issue(
        Json.small(node, "number"),
        Json.text(node, "title"),
        Json.optionalText(node, "body"),
        Json.login(node.path("user")),
        state(Json.text(node, "state"), reason),
        reason.equals("reopened"),
        logins(node.path("assignees")),
        Json.small(node, "comments"),
        Json.time(node, "created_at"),
        Json.time(node, "updated_at"),
        Json.optionalTime(node, "closed_at"),
        closedBy.isEmpty() ? Optional.empty() : Optional.of(closedBy),
        Json.text(node, "html_url"));
  }

  private static Issue.State state(String state, String reason) {
    return switch (state) {
      case "open" -> Issue.State.OPEN;
      case "closed" ->
          switch (reason) {
            case "completed" -> Issue.State.COMPLETED;
            case "not_planned" -> Issue.State.NOT_PLANNED;
            case "duplicate" -> Issue.State.DUPLICATE;
            // A server that gives no reason (GitHub did not before 2022) may mean any of them.
            default -> Issue.State.UNKNOWN;
          };
      default -> Issue.State.UNKNOWN;
    };
  }

  private static List<String> logins(JsonNode accounts) throws IOException {
    List<String> logins = new ArrayList<>();
    if (!Json.isAbsent(accounts)) {
      for (JsonNode account : Json.array(accounts)) {
        logins.add(Json.login(account));
      }
    }
    return logins;
  }

  static Run run(JsonNode node) throws IOException {
    String conclusion = Json.optionalText(node, "conclusion");
    String path = Json.text(node, "path");
    int at = path.indexOf('@');
    return new Run(
        Json.number(node, "id"),
        Json.small(node, "run_attempt"),
        Json.text(node, "event"),
        at < 0 ? path : path.substring(0, at),
        Json.optionalText(node, "display_title"),
        Json.login(node.path("actor")),
        runState(Json.optionalText(node, "status"), conclusion),
        conclusion,
        Json.time(node, "created_at"),
        Json.optionalTime(node, "run_started_at").orElse(Json.time(node, "created_at")),
        Json.time(node, "updated_at"),
        Json.text(node, "html_url"));
  }

  /** The words of a run's status and conclusion. */
  static Run.State runState(String status, String conclusion) {
    return switch (status) {
      case "queued", "in_progress", "waiting", "pending", "requested" -> Run.State.UNFINISHED;
      case "completed" -> ended(conclusion);
      default -> conclusion.isEmpty() ? Run.State.UNFINISHED : ended(conclusion);
    };
  }

  private static Run.State ended(String conclusion) {
    return switch (conclusion) {
      case "success" -> Run.State.SUCCESS;
      case "failure", "timed_out", "startup_failure" -> Run.State.FAILED;
      case "cancelled" -> Run.State.CANCELLED;
      default -> Run.State.ATTENTION;
    };
  }

  static JobSource.Comment comment(JsonNode node) throws IOException {
    String issue = Json.text(node, "issue_url");
    return new JobSource.Comment(
        number(issue.substring(issue.lastIndexOf('/') + 1)),
        Json.number(node, "id"),
        Json.login(node.path("user")),
        Json.optionalText(node, "body"),
        Json.time(node, "created_at"));
  }

  // A comment says only in an address which issue it stands under.
  private static int number(String text) throws IOException {
    if (!text.matches("[0-9]{1,9}")) {
      throw new IOException("`issue_url` ends in no number");
    }
    return Integer.parseInt(text);
  }
}
