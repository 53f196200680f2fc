package dev.setpoint.sandbox.control;

import static dev.setpoint.sandbox.control.Control.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.setpoint.sandbox.rest.Json;
import dev.setpoint.sandbox.web.Reply;
import dev.setpoint.sandbox.world.AutoRuns;
import dev.setpoint.sandbox.world.Run;
import dev.setpoint.sandbox.world.WorkflowFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets runs begin, advance, end, run again and vanish. */
final class RunControl {
  List<Control.Operation> operations() {
    return List.of(
        operation(
            "POST",
            "/runs",
            "a run begins that nobody dispatched: `workflow`; `branch`, `event`, `inputs`, `title`",
            this::begin),
        operation("POST", "/runs/{id}", "a run goes on or ends: `status`, `conclusion`", this::set),
        operation("POST", "/runs/{id}/rerun", "a person runs it again", this::rerun),
        operation("DELETE", "/runs/{id}", "a run vanishes", this::delete),
        operation(
            "POST",
            "/auto-runs",
            "runs end by themselves: `after`, `script` (a workflow's conclusions in turn);"
                + " `slowToCancel`",
            this::auto));
  }

  /** A run that nobody dispatched: by a push, a pull request, a schedule. */
  private Reply begin(Ask ask) {
    String file = ask.text("workflow");
    String branch = Json.text(ask.body(), "branch", ask.repo().defaultBranch());
    WorkflowFile workflow =
        ask.repo()
            .workflows()
            .find(file, "refs/heads/" + ask.repo().defaultBranch())
            .orElseThrow(() -> new IllegalArgumentException("no workflow " + file));
    Map<String, String> inputs = new LinkedHashMap<>();
    ask.body()
        .path("inputs")
        .properties()
        .forEach(e -> inputs.put(e.getKey(), e.getValue().asText()));
    Run run =
        ask.repo()
            .runs()
            .begin(
                workflow,
                Json.text(ask.body(), "event", "workflow_dispatch"),
                branch,
                ask.repo().git().resolve("refs/heads/" + branch).orElseThrow(),
                ask.person().login(),
                inputs,
                Json.text(ask.body(), "title"));
    return Reply.json(200, State.run(run));
  }

  private Reply set(Ask ask) {
    JsonNode body = ask.body();
    String status = Json.text(body, "status", body.has("conclusion") ? "completed" : "in_progress");
    String conclusion =
        status.equals("completed") ? Json.text(body, "conclusion", "success") : null;
    return Reply.json(200, State.run(ask.repo().runs().set(ask.number(), status, conclusion)));
  }

  private Reply rerun(Ask ask) {
    return Reply.json(200, State.run(ask.person().reruns(ask.number())));
  }

  private Reply delete(Ask ask) {
    ask.repo().runs().get(ask.number());
    ask.repo().runs().delete(ask.number());
    return Reply.json(200, Json.object());
  }

  /** {@code {"after":"2s","script":{"deploy.yml":["failure","success"]}}}; also slow cancelling. */
  private Reply auto(Ask ask) {
    String after = Json.text(ask.body(), "after");
    if (after != null) {
      AutoRuns auto = AutoRuns.after(Ask.duration(after));
      JsonNode script = ask.body().path("script");
      script.fieldNames().forEachRemaining(file -> auto.script(file, Json.texts(script, file)));
      ask.repo().runs().finishThemselves(auto);
    }
    if (ask.body().has("slowToCancel")) {
      ask.repo().runs().slowToCancel(ask.body().path("slowToCancel").asBoolean());
    }
    return Reply.json(200, Json.object());
  }
}
