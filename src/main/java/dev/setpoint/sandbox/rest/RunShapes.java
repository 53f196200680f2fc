package dev.setpoint.sandbox.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Run;
import dev.setpoint.sandbox.world.WorkflowFile;

/** Workflows, their runs and jobs as GitHub writes them in JSON. */
final class RunShapes {
  private final Urls urls;
  private final Shapes shapes;

  RunShapes(Urls urls, Shapes shapes) {
    this.urls = urls;
    this.shapes = shapes;
  }

  String apiUrl(Repo repo, Run run) {
    return urls.api(repo) + "/actions/runs/" + run.id();
  }

  String webUrl(Repo repo, Run run) {
    return urls.web(repo) + "/actions/runs/" + run.id();
  }

  ObjectNode workflow(Repo repo, WorkflowFile workflow) {
    String created = Shapes.time(repo.createdAt());
    boolean disabled = repo.workflows().isDisabled(workflow);
    return Json.object()
        .put("id", workflow.id())
        .put("node_id", Shapes.nodeId("W", workflow.id()))
        .put("name", workflow.name())
        .put("path", workflow.path())
        .put("state", disabled ? "disabled_manually" : "active")
        .put("created_at", created)
        .put("updated_at", created)
        .put("url", urls.api(repo) + "/actions/workflows/" + workflow.id())
        .put("html_url", urls.web(repo) + "/blob/" + repo.defaultBranch() + "/" + workflow.path())
        .put(
            "badge_url",
            urls.web(repo) + "/workflows/" + Shapes.encoded(workflow.name()) + "/badge.svg");
  }

  ObjectNode run(Repo repo, Run run) {
    String url = apiUrl(repo, run);
    long suite = run.id() * 10 + 1;
    ObjectNode json =
        Json.object()
            .put("id", run.id())
            .put("name", run.workflow().name())
            .put("node_id", Shapes.nodeId("WFR", run.id()))
            .put("head_branch", run.branch())
            .put("head_sha", run.sha())
            .put("path", run.workflow().path())
            .put("display_title", run.title())
            .put("run_number", run.number())
            .put("event", run.event())
            .put("status", run.status())
            .put("conclusion", run.conclusion())
            .put("workflow_id", run.workflow().id())
            .put("check_suite_id", suite)
            .put("check_suite_node_id", Shapes.nodeId("CS", suite))
            .put("url", url)
            .put("html_url", webUrl(repo, run));
    json.putArray("pull_requests");
    json.put("created_at", Shapes.time(run.createdAt()))
        .put("updated_at", Shapes.time(run.updatedAt()))
        .put("run_started_at", Shapes.time(run.startedAt()))
        .put("run_attempt", run.attempt());
    json.set("actor", shapes.account(run.actor()));
    json.set("triggering_actor", shapes.account(run.triggeringActor()));
    json.putArray("referenced_workflows");
    json.put("jobs_url", url + "/jobs")
        .put("logs_url", url + "/logs")
        .put("check_suite_url", urls.api(repo) + "/check-suites/" + suite)
        .put("artifacts_url", url + "/artifacts")
        .put("cancel_url", url + "/cancel")
        .put("rerun_url", url + "/rerun")
        .put(
            "previous_attempt_url",
            run.attempt() > 1 ? url + "/attempts/" + (run.attempt() - 1) : null)
        .put("workflow_url", urls.api(repo) + "/actions/workflows/" + run.workflow().id());
    repo.git()
        .commitAt(run.sha())
        .ifPresentOrElse(
            commit -> {
              ObjectNode head =
                  json.putObject("head_commit")
                      .put("id", commit.sha())
                      .put("tree_id", commit.tree())
                      .put("message", commit.message())
                      .put("timestamp", Shapes.time(commit.at()));
              head.putObject("author").put("name", commit.author()).put("email", commit.email());
              head.putObject("committer").put("name", commit.author()).put("email", commit.email());
            },
            () -> json.putNull("head_commit"));
    json.set("repository", shapes.repos().minimal(repo));
    json.set("head_repository", shapes.repos().minimal(repo));
    return json;
  }

  /** One job for each that the workflow file names, all in the state of the run. */
  ArrayNode jobs(Repo repo, Run run) {
    ArrayNode jobs = Json.array();
    for (String name : run.workflow().jobs()) {
      jobs.add(job(repo, run, name, jobs.size()));
    }
    return jobs;
  }

  private ObjectNode job(Repo repo, Run run, String name, int index) {
    long id = run.id() * 1000 + run.attempt() * 20L + index;
    ObjectNode json =
        Json.object()
            .put("id", id)
            .put("run_id", run.id())
            .put("workflow_name", run.workflow().name())
            .put("head_branch", run.branch())
            .put("run_url", apiUrl(repo, run))
            .put("run_attempt", run.attempt())
            .put("node_id", Shapes.nodeId("CR", id))
            .put("head_sha", run.sha())
            .put("url", urls.api(repo) + "/actions/jobs/" + id)
            .put("html_url", webUrl(repo, run) + "/job/" + id)
            .put("status", run.status())
            .put("conclusion", run.conclusion())
            .put("created_at", Shapes.time(run.startedAt()))
            .put("started_at", Shapes.time(run.startedAt()))
            .put("completed_at", run.isCompleted() ? Shapes.time(run.updatedAt()) : null)
            .put("name", name);
    json.putArray("steps");
    json.putArray("labels").add("ubuntu-latest");
    json.put("check_run_url", urls.api(repo) + "/check-runs/" + id);
    json.putNull("runner_id");
    json.putNull("runner_name");
    json.putNull("runner_group_id");
    json.putNull("runner_group_name");
    return json;
  }
}
