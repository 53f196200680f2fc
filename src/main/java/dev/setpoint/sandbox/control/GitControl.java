package dev.setpoint.sandbox.control;

import static dev.setpoint.sandbox.control.Control.operation;

import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.rest.Json;
import dev.setpoint.sandbox.web.Bytes;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.Person;
import java.util.List;

/** Lets people push, and shows what is in a repository. */
final class GitControl {
  List<Control.Operation> operations() {
    return List.of(
        operation(
            "POST",
            "/push",
            "a person commits a file: `path`, `content`; or `delete`: true, or `link` (its target);"
                + " `branch`, `message`, `author`",
            GitControl::push),
        operation(
            "POST",
            "/refs",
            "any ref is made or moved: `ref`, `sha`; or `delete`: true",
            this::ref),
        operation("GET", "/file", "a file as it stands: `?path=`; `?branch=`", this::file),
        operation("GET", "/log", "the commits, newest first: `?branch=`", this::log));
  }

  /** {@code {"branch","path","content"}} or {@code "delete":true}, {@code "link":"target"}. */
  static Reply push(Ask ask) {
    String branch = Json.text(ask.body(), "branch", ask.repo().defaultBranch());
    String path = ask.text("path");
    String message = Json.text(ask.body(), "message", "Change " + path);
    GitStore.Change change =
        ask.body().path("delete").asBoolean(false)
            ? GitStore.Change.delete(path)
            : ask.body().has("link")
                ? GitStore.Change.link(path, ask.text("link"))
                : GitStore.Change.write(path, ask.text("content"));
    String author = Json.text(ask.body(), "author", ask.person().login());
    Person person = new Person(ask.world(), ask.repo(), author);
    return Reply.json(
        200, Json.object().put("sha", person.pushes(branch, List.of(change), message)));
  }

  /** Makes, moves or deletes any ref: {@code {"ref","sha"}} or {@code "delete":true}. */
  private Reply ref(Ask ask) {
    String ref = ask.text("ref");
    GitStore git = ask.repo().git();
    GitStore.Outcome outcome;
    if (ask.body().path("delete").asBoolean(false)) {
      outcome = git.deleteRef(ref);
    } else {
      String sha = git.resolve(ask.text("sha")).orElseThrow();
      outcome = git.createRef(ref, sha);
      if (outcome == GitStore.Outcome.EXISTS) {
        outcome = git.updateRef(ref, sha, true);
      }
    }
    return Reply.json(200, Json.object().put("outcome", outcome.name()));
  }

  private Reply file(Ask ask) {
    var query = ask.request().parameters();
    String branch = query.getOrDefault("branch", ask.repo().defaultBranch());
    byte[] content = ask.repo().git().bytes(branch, query.getOrDefault("path", "")).orElseThrow();
    return Reply.of(200, "application/octet-stream", Bytes.of(content));
  }

  private Reply log(Ask ask) {
    String branch = ask.request().parameters().getOrDefault("branch", ask.repo().defaultBranch());
    return Reply.json(
        200,
        Json.array(
            ask.repo().git().log(branch),
            c ->
                Json.object()
                    .put("sha", c.sha())
                    .put("author", c.author())
                    .put("at", c.at().toString())
                    .put("message", c.message())));
  }
}
