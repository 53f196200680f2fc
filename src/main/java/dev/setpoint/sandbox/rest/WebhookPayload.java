package dev.setpoint.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.world.Event;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.World;

/**
 * An event as GitHub sends it.
 *
 * @param event the word in {@code X-GitHub-Event}
 */
record WebhookPayload(String event, ObjectNode body) {
  private static final String NOTHING = "0".repeat(40);

  static WebhookPayload of(Event event, World world, Urls urls) {
    Shapes shapes = new Shapes(world, urls);
    ObjectNode json = Json.object();
    String name =
        switch (event) {
          case Event.IssueMoved e -> issue(e, shapes, json);
          case Event.Commented e -> {
            json.put("action", e.action());
            json.set("issue", shapes.issue(e.repo(), e.issue()));
            json.set("comment", shapes.comment(e.repo(), e.comment()));
            yield "issue_comment";
          }
          case Event.RunMoved e -> {
            json.put("action", e.action());
            json.set("workflow_run", shapes.runs().run(e.repo(), e.run()));
            json.set("workflow", shapes.runs().workflow(e.repo(), e.run().workflow()));
            yield "workflow_run";
          }
          case Event.Pushed e -> push(e, urls, shapes, json);
          case Event.WorkflowDispatched e -> {
            ObjectNode inputs = json.putObject("inputs");
            e.inputs().forEach(inputs::put);
            json.put("ref", e.ref()).put("workflow", e.workflow().path());
            yield "workflow_dispatch";
          }
          case Event.RepositoryDispatched e -> {
            JsonNode payload = Json.read(e.payload());
            json.put("action", e.type()).put("branch", e.repo().defaultBranch());
            json.set("client_payload", payload == null ? Json.object() : payload);
            yield "repository_dispatch";
          }
        };
    json.set("repository", shapes.repos().full(event.repo(), new Caller(null)));
    json.set("sender", shapes.account(event.sender()));
    json.putObject("installation").put("id", 1).put("node_id", Shapes.nodeId("I", 1));
    return new WebhookPayload(name, json);
  }

  private static String issue(Event.IssueMoved e, Shapes shapes, ObjectNode json) {
    json.put("action", e.action());
    if (e.action().equals("edited")) {
      json.putObject("changes");
    }
    if (e.issue().pull() == null) {
      json.set("issue", shapes.issue(e.repo(), e.issue()));
      return "issues";
    }
    json.put("number", e.issue().number());
    json.set("pull_request", shapes.pulls().whole(e.repo(), e.issue()));
    return "pull_request";
  }

  private static String push(Event.Pushed e, Urls urls, Shapes shapes, ObjectNode json) {
    Repo repo = e.repo();
    boolean created = e.before().equals(NOTHING);
    boolean deleted = e.after().equals(NOTHING);
    json.put("ref", e.ref())
        .put("before", e.before())
        .put("after", e.after())
        .put("created", created)
        .put("deleted", deleted)
        .put("forced", e.forced())
        .put("compare", urls.web(repo) + "/compare/" + e.before() + "..." + e.after());
    json.putNull("base_ref");
    json.putObject("pusher").put("name", e.sender());
    json.putArray("commits");
    json.putNull("head_commit");
    if (!deleted) {
      repo.git()
          .commitAt(e.after())
          .ifPresent(commit -> json.set("head_commit", shapes.pushed(repo, commit)));
    }
    return "push";
  }
}
