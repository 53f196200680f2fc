package dev.setpoint.demo.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.demo.Shop;
import dev.setpoint.job.Claim;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.Ledger;
import dev.setpoint.job.Phase;
import dev.setpoint.job.Ref;
import dev.setpoint.sandbox.git.GitDiff;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.rest.Json;
import dev.setpoint.sandbox.web.RequestLog;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The show as JSON, in parts that change by themselves. */
final class Parts {
  private static final int MOST_COMMITS = 60;
  private static final int MOST_PASSES = 12;

  private final Show show;
  private final Map<String, ObjectNode> commits = new ConcurrentHashMap<>();

  Parts(Show show) {
    this.show = show;
  }

  /** Every part by its name. */
  Map<String, String> all(Pace pace) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("settings", settings(pace).toString());
    parts.put("plan", PlanPart.of(show).toString());
    parts.put("jobs", jobs().toString());
    parts.put("agents", agents().toString());
    parts.put("log", log().toString());
    parts.put("told", told().toString());
    return parts;
  }

  private ObjectNode settings(Pace pace) {
    ObjectNode json =
        Json.object()
            .put("pace", pace.word())
            .put("wakes", show.wakes())
            .put("lags", show.lags())
            .put("armed", show.agents().armed().map(Crash::word).orElse(""))
            .put("clone", show.shop().github().gitUrl());
    ArrayNode crashes = json.putArray("crashes");
    for (Crash crash : Crash.values()) {
      crashes.addObject().put("id", crash.word()).put("where", crash.where());
    }
    return json;
  }

  private ObjectNode jobs() {
    ObjectNode json = Json.object();
    ArrayNode issues = json.putArray("issues");
    show.shop().github().repo().issues().all().forEach(i -> issue(issues.addObject(), i));
    ArrayNode runs = json.putArray("runs");
    show.shop().github().repo().runs().all().forEach(r -> run(runs.addObject(), r));
    ArrayNode claims = json.putArray("claims");
    ledger().attempts().values().stream()
        .filter(c -> !c.isFolded())
        .forEach(c -> claim(claims.addObject(), c));
    return json;
  }

  private void issue(ObjectNode json, Issue issue) {
    json.put("number", issue.number())
        .put("title", issue.title())
        .put("open", issue.isOpen())
        .put("reason", issue.isOpen() ? "" : String.valueOf(issue.stateReason()))
        .put("by", issue.author())
        .put("body", String.valueOf(issue.body()));
    json.set("assignees", Json.strings(issue.assignees()));
    ArrayNode comments = json.putArray("comments");
    show.shop().github().repo().issues().comments().current(issue.number()).stream()
        .forEach(c -> comments.addObject().put("by", c.author()).put("text", c.body()));
  }

  private static void run(ObjectNode json, Run run) {
    json.put("id", run.id())
        .put("workflow", run.workflow().path().replaceFirst(".*/", ""))
        .put("title", run.title().replaceAll("\\s+\\S*-[0-9a-f]{16}/\\S*$", ""))
        .put("status", run.status())
        .put("conclusion", run.conclusion() == null ? "" : run.conclusion())
        .put("attempt", run.attempt())
        .put("claim", run.inputs().getOrDefault("setpoint", "").replaceFirst("/[^/]*$", ""));
  }

  private static void claim(ObjectNode json, Claim claim) {
    json.put("ref", claim.key().ref())
        .put("step", claim.key().step().value())
        .put("attempt", claim.key().attempt())
        .put("phase", phase(claim.phase()))
        .put("job", claim.phase().knownJob().map(Object::toString).orElse(""))
        .put("open", claim.phase() instanceof Phase.Claimed);
  }

  private static String phase(Phase phase) {
    return switch (phase) {
      case Phase.Claimed c -> "claimed, no record";
      case Phase.Bound b -> "bound";
      case Phase.Refused r -> "refused: " + r.reason();
      case Phase.Parked p -> "parked: a person is asked";
      case Phase.Stopping s -> "stopping";
      case Phase.Settled s -> s.outcome().name().toLowerCase(java.util.Locale.ROOT);
    };
  }

  private Ledger ledger() {
    GitStore git = show.shop().github().repo().git();
    List<Ref> refs = new ArrayList<>();
    git.refs()
        .forEach(
            (name, sha) -> {
              if (name.startsWith("refs/setpoint/")) {
                git.commitAt(sha)
                    .ifPresent(c -> refs.add(new Ref(name, new CommitId(sha), c.message())));
              }
            });
    return Ledger.of(refs);
  }

  private ObjectNode agents() {
    ObjectNode json = Json.object();
    ArrayNode agents = json.putArray("agents");
    for (String agent : List.of(Agents.A, Agents.B)) {
      agents.addObject().put("name", agent).put("running", show.agents().isRunning(agent));
    }
    json.set("waiting", Json.strings(show.agents().waiting()));
    List<RequestLog.Entry> requests = show.shop().github().requests().entries();
    ArrayNode passes = json.putArray("passes");
    show.agents().passes().stream()
        .limit(MOST_PASSES)
        .forEach(p -> pass(passes.addObject(), p, requests));
    return json;
  }

  private static void pass(ObjectNode json, PassRun pass, List<RequestLog.Entry> requests) {
    json.put("number", pass.number())
        .put("agent", pass.agent())
        .put("state", pass.state().name().toLowerCase(java.util.Locale.ROOT))
        .put("commit", pass.commit().orElse(""));
    json.set("reasons", Json.strings(pass.reasons()));
    json.set("story", Json.strings(pass.story()));
    ArrayNode moments = json.putArray("moments");
    for (Moment moment : pass.moments()) {
      moments
          .addObject()
          .put("stage", moment.stage().word())
          .put("text", moment.text())
          .set("details", Json.strings(moment.details()));
    }
    ArrayNode asked = json.putArray("requests");
    int to = Math.min(requests.size(), pass.lastRequest());
    String token = Show.token(pass.agent());
    for (int i = pass.firstRequest(); i < to; i++) {
      RequestLog.Entry entry = requests.get(i);
      if (entry.credential().equals(token)) {
        asked
            .addObject()
            .put("kind", entry.kind() == RequestLog.Kind.API ? "api" : "git")
            .put("what", entry.method() + " " + entry.target())
            .put("status", entry.status());
      }
    }
  }

  private ObjectNode log() {
    ObjectNode json = Json.object();
    ArrayNode commitsShown = json.putArray("commits");
    show.shop().log().stream().limit(MOST_COMMITS).forEach(c -> commitsShown.add(commit(c)));
    return json;
  }

  // A commit never changes, so that its diff is made once.
  private ObjectNode commit(GitStore.Commit commit) {
    return commits.computeIfAbsent(commit.sha(), sha -> shown(commit));
  }

  private ObjectNode shown(GitStore.Commit commit) {
    ObjectNode json =
        Json.object()
            .put("sha", commit.sha())
            .put("by", commit.author())
            .put("at", commit.at().toString())
            .put("subject", commit.subject())
            .put(
                "body",
                commit.message().lines().skip(1).reduce("", (a, b) -> a + b + "\n").strip());
    ArrayNode files = json.putArray("files");
    if (!commit.parents().isEmpty()) {
      GitDiff.since(show.shop().github().repo().git(), commit.parents().getFirst(), commit.sha())
          .stream()
          .filter(f -> f.path().equals(Shop.PLAN) || files.size() < 3)
          .forEach(f -> files.addObject().put("path", f.path()).put("patch", f.patch()));
    }
    return json;
  }

  private ObjectNode told() {
    ObjectNode json = Json.object();
    ArrayNode lines = json.putArray("lines");
    show.told()
        .forEach(
            t ->
                lines
                    .addObject()
                    .put("number", t.number())
                    .put("at", t.at().toString())
                    .put("who", t.who())
                    .put("text", t.text()));
    return json;
  }
}
