package dev.setpoint.sandbox.control;

import static dev.setpoint.sandbox.control.Control.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.rest.Json;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Person;
import java.util.List;

/** Lets people open, close, comment on, edit, delete and transfer issues. */
final class IssueControl {
  List<Control.Operation> operations() {
    return List.of(
        operation(
            "POST",
            "/issues",
            "a person opens one: `title`; `body`, `labels`, `assignees`",
            this::open),
        operation(
            "POST",
            "/issues/{number}",
            "a person acts on it: any of `comment`, `title`, `body`, `labels`, `assignees`, `state`"
                + " (open, closed), `state_reason`",
            this::change),
        operation("DELETE", "/issues/{number}", "an issue vanishes", this::delete),
        operation(
            "POST",
            "/issues/{number}/transfer",
            "it moves to another repository: `to`",
            this::transfer),
        operation(
            "POST",
            "/pulls",
            "a pull request: `title`, `head`; `base`, `body`; or from a fork: `title`, `path`,"
                + " `content`",
            this::openPull),
        operation("POST", "/pulls/{number}/merge", "it is merged", this::merge));
  }

  private Reply open(Ask ask) {
    Issue made =
        ask.repo()
            .issues()
            .open(
                ask.person().login(),
                ask.text("title"),
                Json.text(ask.body(), "body"),
                Json.texts(ask.body(), "labels"),
                Json.texts(ask.body(), "assignees"));
    return Reply.json(200, State.issue(ask.repo(), made));
  }

  /** Whatever of {@code comment, title, body, labels, assignees, state, state_reason} is given. */
  private Reply change(Ask ask) {
    int number = (int) ask.number();
    JsonNode body = ask.body();
    Person person = ask.person();
    ask.repo().issues().get(number);
    if (body.has("comment")) {
      person.comments(number, ask.text("comment"));
    }
    if (body.has("title")) {
      person.retitles(number, ask.text("title"));
    }
    if (body.has("body")) {
      person.rewrites(number, ask.text("body"));
    }
    if (body.has("labels")) {
      person.labels(number, Json.texts(body, "labels").toArray(String[]::new));
    }
    if (body.has("assignees")) {
      person.assigns(number, Json.texts(body, "assignees").toArray(String[]::new));
    }
    String reason = Json.text(body, "state_reason");
    String state = Json.text(body, "state", reason == null ? "" : "closed");
    if (state.equals("open")) {
      person.reopens(number);
    } else if (state.equals("closed")) {
      ask.repo().issues().close(number, person.login(), reason == null ? "completed" : reason);
    }
    return Reply.json(200, State.issue(ask.repo(), ask.repo().issues().get(number)));
  }

  private Reply delete(Ask ask) {
    ask.repo().issues().get((int) ask.number());
    ask.person().deletesIssue((int) ask.number());
    return Reply.json(200, Json.object());
  }

  private Reply transfer(Ask ask) {
    Issue there = ask.person().transfers((int) ask.number(), ask.text("to"));
    return Reply.json(200, Json.object().put("number", there.number()).put("to", ask.text("to")));
  }

  /** From the branch {@code head}, or, with {@code path} and {@code content}, from a fork. */
  private Reply openPull(Ask ask) {
    if (ask.body().has("path")) {
      List<GitStore.Change> changes =
          List.of(GitStore.Change.write(ask.text("path"), ask.text("content")));
      String base = Json.text(ask.body(), "base", ask.repo().defaultBranch());
      String text = Json.text(ask.body(), "body", "");
      Issue forked = ask.person().opensPullRequestFromFork(changes, base, ask.text("title"), text);
      return Reply.json(200, State.issue(ask.repo(), forked));
    }
    Issue made =
        ask.person()
            .opensPullRequest(
                ask.text("head"),
                Json.text(ask.body(), "base", ask.repo().defaultBranch()),
                ask.text("title"),
                Json.text(ask.body(), "body", ""));
    return Reply.json(200, State.issue(ask.repo(), made));
  }

  private Reply merge(Ask ask) {
    return Reply.json(200, Json.object().put("sha", ask.person().merges((int) ask.number())));
  }
}
