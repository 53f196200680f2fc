package dev.setpoint.sandbox.rest;

import static dev.setpoint.sandbox.rest.Route.get;
import static dev.setpoint.sandbox.rest.Route.write;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Run;
import java.util.ArrayList;
import java.util.List;

/** Workflow runs: list, read, cancel, run again. */
final class RunRoutes {
  private static final String AT = "/repos/{owner}/{repo}/actions/runs";

  private RunRoutes() {}

  static List<Route> all() {
    String one = AT + "/{run_id}";
    return List.of(
        get(AT, "actions", RunRoutes::list),
        get(one, "actions", RunRoutes::read),
        get(one + "/jobs", "actions", RunRoutes::jobs),
        write("POST", one + "/cancel", "actions", call -> cancel(call, false)),
        write("POST", one + "/force-cancel", "actions", call -> cancel(call, true)),
        write("POST", one + "/rerun", "actions", RunRoutes::rerun));
  }

  private static Reply list(Call call) {
    return page(call, call.repo().runs().listed());
  }

  /** Those runs that the query asks for, newest first. */
  static Reply page(Call call, List<Run> runs) {
    RunQuery query = RunQuery.of(call);
    List<Run> found = new ArrayList<>(runs.stream().filter(query::matches).toList());
    List<Run> newestFirst = found.reversed();
    return call.page(
        "workflow_runs", newestFirst, run -> call.shapes().runs().run(call.repo(), run));
  }

  private static Reply read(Call call) {
    return Reply.json(200, call.shapes().runs().run(call.repo(), run(call)));
  }

  private static Reply jobs(Call call) {
    ArrayNode jobs = call.shapes().runs().jobs(call.repo(), run(call));
    ObjectNode json = Json.object().put("total_count", jobs.size());
    json.set("jobs", jobs);
    return Reply.json(200, json);
  }

  private static Reply cancel(Call call, boolean force) {
    Run run = run(call);
    if (!call.repo().runs().cancel(run.id(), force)) {
      throw Refusal.of(409, "Cannot cancel a workflow run that is completed.");
    }
    return Reply.json(202, Json.object());
  }

  private static Reply rerun(Call call) {
    Run run = run(call);
    if (call.repo().runs().rerun(run.id(), call.caller().login()).isEmpty()) {
      throw Refusal.of(403, "This workflow is already running");
    }
    return Reply.json(201, Json.object());
  }

  private static Run run(Call call) {
    Repo repo = WorkflowRoutes.switchedOn(call);
    return repo.runs().find(call.number("run_id")).orElseThrow(Refusal::notFound);
  }
}
