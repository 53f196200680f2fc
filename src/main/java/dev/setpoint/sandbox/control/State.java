package dev.setpoint.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.rest.Json;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Run;
import dev.setpoint.sandbox.world.World;

/** Everything that is so now, as one JSON document for tests to compare. */
final class State {
  private State() {}

  static ObjectNode of(World world) {
    ObjectNode json = Json.object().put("now", world.now().toString());
    ObjectNode repositories = json.putObject("repositories");
    for (Repo repo : world.repositories()) {
      ObjectNode one = repositories.putObject(repo.fullName());
      one.put("defaultBranch", repo.defaultBranch());
      one.set("issues", Json.array(repo.issues().all(), issue -> issue(repo, issue)));
      one.set("runs", Json.array(repo.runs().all(), State::run));
      ObjectNode refs = one.putObject("refs");
      repo.git().refs().forEach(refs::put);
    }
    return json;
  }

  static ObjectNode issue(Repo repo, Issue issue) {
    ObjectNode json =
        Json.object()
            .put("number", issue.number())
            .put("title", issue.title())
            .put("body", issue.body())
            .put("author", issue.author())
            .put("state", issue.isOpen() ? "open" : "closed")
            .put("stateReason", issue.stateReason())
            .put("pullRequest", issue.pull() != null)
            .put("createdAt", World.shown(issue.createdAt()).toString())
            .put("updatedAt", World.shown(issue.updatedAt()).toString());
    json.set("labels", Json.strings(issue.labels()));
    json.set("assignees", Json.strings(issue.assignees()));
    json.set(
        "comments",
        Json.array(
            repo.issues().comments().current(issue.number()),
            c -> Json.object().put("id", c.id()).put("author", c.author()).put("body", c.body())));
    return json;
  }

  static ObjectNode run(Run run) {
    ObjectNode json =
        Json.object()
            .put("id", run.id())
            .put("number", run.number())
            .put("attempt", run.attempt())
            .put("workflow", run.workflow().file())
            .put("event", run.event())
            .put("branch", run.branch())
            .put("sha", run.sha())
            .put("title", run.title())
            .put("actor", run.actor())
            .put("status", run.status())
            .put("conclusion", run.conclusion())
            .put("cancelling", run.cancelling())
            .put("createdAt", World.shown(run.createdAt()).toString())
            .put("updatedAt", World.shown(run.updatedAt()).toString());
    ObjectNode inputs = json.putObject("inputs");
    run.inputs().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(e -> inputs.put(e.getKey(), e.getValue()));
    return json;
  }
}
