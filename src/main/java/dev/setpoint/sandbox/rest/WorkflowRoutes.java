package dev.setpoint.sandbox.rest;

import static dev.setpoint.sandbox.rest.Route.get;
import static dev.setpoint.sandbox.rest.Route.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Run;
import dev.setpoint.sandbox.world.WorkflowFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Workflows: list, read, and start one by hand. */
final class WorkflowRoutes {
  private static final String AT = "/repos/{owner}/{repo}/actions/workflows";

  private WorkflowRoutes() {}

  static List<Route> all() {
    String one = AT + "/{workflow_id}";
    return List.of(
        get(AT, "actions", WorkflowRoutes::list),
        get(one, "actions", WorkflowRoutes::read),
        get(one + "/runs", "actions", WorkflowRoutes::runs),
        write("POST", one + "/dispatches", "actions", WorkflowRoutes::dispatch));
  }

  private static Reply list(Call call) {
    Repo repo = call.repo();
    return call.page(
        "workflows", repo.workflows().all(), w -> call.shapes().runs().workflow(repo, w));
  }

  private static Reply read(Call call) {
    return Reply.json(200, call.shapes().runs().workflow(call.repo(), known(call)));
  }

  private static Reply runs(Call call) {
    WorkflowFile workflow = known(call);
    List<Run> runs =
        call.repo().runs().listed().stream()
            .filter(r -> r.workflow().id() == workflow.id())
            .toList();
    return RunRoutes.page(call, runs);
  }

  private static Reply dispatch(Call call) {
    Repo repo = switchedOn(call);
    WorkflowFile known = known(call);
    JsonNode body = call.body();
    String ref = Json.text(body, "ref");
    if (ref == null) {
      throw Refusal.unprocessable("Invalid request.\n\n\"ref\" wasn't supplied.");
    }
    String full = ref.startsWith("refs/") ? ref : branchOrTag(repo, ref);
    String sha =
        Optional.ofNullable(repo.git().refs().get(full))
            .orElseThrow(() -> Refusal.unprocessable("No ref found for: " + ref));
    WorkflowFile workflow =
        repo.workflows().at(sha).stream()
            .filter(w -> w.path().equals(known.path()))
            .filter(WorkflowFile::dispatchable)
            .findFirst()
            .orElseThrow(
                () -> Refusal.unprocessable("Workflow does not have 'workflow_dispatch' trigger"));
    if (repo.workflows().isDisabled(workflow)) {
      throw Refusal.unprocessable("Cannot trigger a 'workflow_dispatch' on a disabled workflow");
    }
    Map<String, String> inputs = DispatchInputs.check(workflow, body.path("inputs"));
    String branch = full.replaceFirst("^refs/(heads|tags)/", "");
    Run run = repo.runs().dispatch(workflow, full, branch, sha, call.caller().login(), inputs);
    // Servers from before 2026-02 do not know the wish for details, and answer 204 always.
    boolean details =
        body.path("return_run_details").asBoolean(false) && call.world().returnsRunDetails();
    if (!details) {
      return Reply.empty(204);
    }
    RunShapes shapes = call.shapes().runs();
    ObjectNode json =
        Json.object()
            .put("workflow_run_id", run.id())
            .put("run_url", shapes.apiUrl(repo, run))
            .put("html_url", shapes.webUrl(repo, run));
    return Reply.json(200, json);
  }

  private static String branchOrTag(Repo repo, String name) {
    String branch = "refs/heads/" + name;
    return repo.git().refs().containsKey(branch) ? branch : "refs/tags/" + name;
  }

  private static WorkflowFile known(Call call) {
    Repo repo = switchedOn(call);
    return repo.workflows()
        .find(call.place("workflow_id"), "refs/heads/" + repo.defaultBranch())
        .orElseThrow(Refusal::notFound);
  }

  static Repo switchedOn(Call call) {
    if (!call.repo().hasActions()) {
      // Reads find nothing; starting one says why.
      throw call.request().method().equals("GET")
          ? Refusal.notFound()
          : Refusal.of(403, "Actions has been disabled for this repository.");
    }
    return call.repo();
  }
}
