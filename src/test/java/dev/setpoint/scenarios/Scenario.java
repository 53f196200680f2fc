package dev.setpoint.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.setpoint.diff.Diff;
import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.Handed;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Ledger;
import dev.setpoint.job.Outcome;
import dev.setpoint.job.Phase;
import dev.setpoint.job.Receipt;
import dev.setpoint.job.Ref;
import dev.setpoint.job.Wish;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.Snapshot;
import dev.setpoint.read.Snapshots;
import dev.setpoint.read.Tip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One scenario folder, read: the world as the real reading stage sees it. */
record Scenario(Snapshot snapshot, List<Wish> wishes, String planText) {
  static final String WEB = "https://github.com/shop/app";
  static final PlanPath PATH = new PlanPath("plans/system-upgrade.md");
  private static final PlanId ID = new PlanId("system-upgrade");
  private static final CommitId TIP = new CommitId("c0ffee".repeat(6) + "c0ff");
  private static final ObjectMapper JSON = new ObjectMapper();

  static Scenario in(Path folder) throws IOException {
    JsonNode world = JSON.readTree(folder.resolve("github.json").toFile());
    String before = Files.readString(folder.resolve("before.md"));
    Path edited = folder.resolve("plan.md");
    String now = Files.exists(edited) ? Files.readString(edited) : before;
    Instant time = Instant.parse(world.path("now").asText("2026-03-07T10:00:00Z"));
    Plan started = plan(before, List.of(), time);
    List<Ref> refs = new ArrayList<>();
    for (JsonNode claim : world.path("claims")) {
      refs.add(ref(claim(claim, started)));
    }
    List<Claim> folded = new ArrayList<>();
    for (JsonNode claim : world.path("folded")) {
      folded.add(claim(claim, started));
    }
    if (!folded.isEmpty()) {
      Receipt receipt = Receipt.empty(ID).with(folded);
      refs.add(new Ref(Receipt.ref(ID), TIP, receipt.change().message().orElseThrow()));
    }
    for (JsonNode note : world.path("started")) {
      ClaimKey key = key(note);
      refs.add(
          new Ref(key.startedRef(), TIP, "Started\n\nRun: " + note.path("run").asLong() + "\n"));
    }
    boolean gone = world.path("planDeleted").asBoolean();
    Path another = folder.resolve("other.md");
    boolean missed = world.path("planMissed").asBoolean();
    Tip tip = gone || missed ? emptyTip(missed ? Set.of(PATH) : Set.of(), refs) : tip(now, refs);
    if (Files.exists(another)) {
      tip = beside(tip, Files.readString(another));
    }
    if (world.has("settings")) {
      tip = settled(tip, world.path("settings").asText());
    }
    if (world.has("branch")) {
      tip = on(tip, world.path("branch").asText());
    }
    Tip fetched = tip;
    GitHubSeen github = new GitHubSeen(world, Ledger.of(refs), time, started);
    Snapshot snapshot =
        new Snapshots(() -> fetched, github, Clock.fixed(time, ZoneOffset.UTC), WEB)
            .watching(github, Diff::awaited)
            .take(wishes(world));
    return new Scenario(snapshot, wishes(world), gone ? "" : now);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** No plan is there; of these files the globs say that they are none. */
  private static Tip emptyTip(Set<PlanPath> others, List<Ref> refs) {
    return new Tip("main", TIP, List.of(), Optional.empty(), workflows(), "main", others, refs);
  }

  private static Tip tip(String text, List<Ref> refs) {
    PlanFile file = file(PATH.value(), text);
    return new Tip(
        "main", TIP, List.of(file), Optional.empty(), workflows(), "main", Set.of(PATH), refs);
  }

  /** The same tip with a second plan, {@code plans/other.md}. */
  private static Tip beside(Tip tip, String text) {
    PlanFile file = file("plans/other.md", text);
    Set<PlanPath> markdown = new HashSet<>(tip.markdown());
    markdown.add(file.path());
    List<PlanFile> plans = new ArrayList<>(tip.plans());
    plans.addFirst(file);
    return new Tip(
        tip.branch(),
        tip.commit(),
        List.copyOf(plans),
        tip.settings(),
        tip.workflows(),
        tip.defaultBranch(),
        markdown,
        tip.refs());
  }

  /** The same tip with a file of settings. */
  private static Tip settled(Tip tip, String settings) {
    return new Tip(
        tip.branch(),
        tip.commit(),
        tip.plans(),
        Optional.of(file(".github/setpoint.yml", settings)),
        tip.workflows(),
        tip.defaultBranch(),
        tip.markdown(),
        tip.refs());
  }

  /** The same tip, of plans that do not stand on the default branch. */
  private static Tip on(Tip tip, String branch) {
    return new Tip(
        branch,
        tip.commit(),
        tip.plans(),
        tip.settings(),
        tip.workflows(),
        tip.defaultBranch(),
        tip.markdown(),
        tip.refs());
  }

  private static PlanFile file(String path, String text) {
    return new PlanFile(
        new PlanPath(path), "b10b".repeat(10), text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<PlanFile> workflows() {
    String inputs =
        """
        run-name: Work ${{ inputs.setpoint }}
        on:
          workflow_dispatch:
            inputs:
              setpoint: { required: false }
              version: { required: false }
              environment: { required: false }
        """;
    String guarded =
        """
        jobs:
          go:
            steps:
              - uses: setpoint-dev/setpoint/guard@v1
              - run: ./go
        """;
    String plain = "jobs:\n  go:\n    steps:\n      - run: ./go\n";
    return List.of(
        file(".github/workflows/migrate.yml", inputs + plain),
        file(
            ".github/workflows/claude.yml",
            "on: { workflow_dispatch: { inputs: { setpoint: {}, issue: { required: true }, text:"
                + " {}, acceptance: {}, after: {} } } }\n"
                + plain),
        file(".github/workflows/guarded.yml", inputs + guarded),
        file(".github/workflows/deploy.yml", inputs + "concurrency: production\n" + plain),
        file(".github/workflows/closed.yml", "on: workflow_dispatch\n" + plain));
  }

  private static Plan plan(String text, List<Ref> refs, Instant time) throws IOException {
    Tip tip = tip(text, refs);
    GitHubSeen nothing = new GitHubSeen(JSON.createObjectNode(), Ledger.of(refs), time, null);
    return new Snapshots(() -> tip, nothing, Clock.fixed(time, ZoneOffset.UTC), WEB)
        .take()
        .plans()
        .getFirst();
  }

  private static ClaimKey key(JsonNode claim) {
    return new ClaimKey(
        new PlanId(claim.path("plan").asText(ID.value())),
        new StepId(claim.path("step").asText()),
        claim.path("attempt").asInt(1));
  }

  private static Claim claim(JsonNode node, Plan started) {
    ClaimKey key = key(node);
    String stepId = key.step().value().replace(".ask", "");
    Optional<Step> step = started.step(new StepId(stepId));
    String workflow =
        key.step().isAsk()
            ? ""
            : step.map(Step::kind)
                .map(k -> k instanceof Kind.Workflow w ? w.file() : "")
                .orElse("");
    Optional<Duration> timeout =
        step.map(Step::kind)
            .flatMap(k -> k instanceof Kind.Workflow w ? w.timeout() : Optional.empty());
    Claim.Facts facts =
        new Claim.Facts(
            step.map(s -> s.terms().written()).orElse(stepId),
            "b10b".repeat(10),
            step.map(Step::fields).orElse("-"),
            step.map(Step::text).orElse("-"),
            step.map(Step::needsText).orElse("-"),
            workflow,
            workflow.equals("guarded.yml"),
            timeout,
            node.path("cause").asText(""));
    Instant at = Instant.parse(node.path("at").asText("2026-03-05T08:00:00Z"));
    String nonce = "nonce" + stepId.replace("-", "") + key.attempt();
    return Claim.first(key, facts, nonce, at, "setpoint").in(phase(node, at)).at(TIP);
  }

  private static Phase phase(JsonNode node, Instant at) {
    String phase = node.path("phase").asText("claimed");
    Optional<JobLink> job =
        node.has("job") ? Optional.of(job(node.path("job").asText())) : Optional.empty();
    String reason = node.path("reason").asText("because");
    return switch (phase) {
      case "claimed" -> new Phase.Claimed();
      case "bound" ->
          new Phase.Bound(
              job.orElseThrow(),
              at,
              node.path("note").asText(""),
              Handed.parse(node.path("handed").asText("")),
              Optional.ofNullable(node.path("cancelledBy").textValue()));
      case "refused" ->
          new Phase.Refused(
              node.path("status").asInt(422),
              reason,
              node.path("workflowBlob").asText("b10b".repeat(10)));
      case "parked" -> new Phase.Parked(reason);
      case "withdrawn" -> new Phase.Stopping(Phase.Cause.WITHDRAWN, job, reason);
      case "timed_out" -> new Phase.Stopping(Phase.Cause.TIMED_OUT, job, reason);
      default -> {
        Instant end = Instant.parse(node.path("ended").asText("2026-03-06T18:00:00Z"));
        Outcome outcome = Outcome.valueOf(phase.toUpperCase(java.util.Locale.ROOT));
        yield new Phase.Settled(outcome, job, end, end, node.path("runAttempt").asInt(0), reason);
      }
    };
  }

  static JobLink job(String word) {
    return word.startsWith("run ")
        ? new JobLink(
            new JobId.Run(Long.parseLong(word.substring(4))),
            WEB + "/actions/runs/" + word.substring(4))
        : new JobLink(
            new JobId.Issue(Integer.parseInt(word.substring(1))),
            WEB + "/issues/" + word.substring(1));
  }

  private static Ref ref(Claim claim) {
    return new Ref(claim.key().ref(), TIP, claim.change().message().orElseThrow());
  }

  private static List<Wish> wishes(JsonNode world) {
    List<Wish> wishes = new ArrayList<>();
    for (JsonNode wish : world.path("wishes")) {
      StepId step = new StepId(wish.path("step").asText());
      wishes.add(
          wish.has("bind")
              ? new Wish.Bind(ID, step, job(wish.path("bind").asText()))
              : new Wish.Retry(ID, step));
    }
    return wishes;
  }
}
