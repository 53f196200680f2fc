package dev.setpoint.bench;

import dev.setpoint.diff.Decision;
import dev.setpoint.diff.Diff;
import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Jobs;
import dev.setpoint.job.Ledger;
import dev.setpoint.job.Marker;
import dev.setpoint.job.Phase;
import dev.setpoint.job.Ref;
import dev.setpoint.job.Sighting;
import dev.setpoint.plan.Fingerprint;
import dev.setpoint.plan.Identity;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanParser;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Settings;
import dev.setpoint.plan.StatusBlock;
import dev.setpoint.plan.StatusRow;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepStatus;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.Snapshot;
import dev.setpoint.read.Tip;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A thousand plans of fifty steps, the first twenty of each an open issue; and one such plan: what
 * JMH measures, compiled with everything else.
 */
public final class CoreWork {
  private static final int PLANS = 1_000;
  private static final int STEPS = 50;
  private static final int OPEN = 20;
  private static final Instant NOW = Instant.parse("2026-03-03T10:00:00Z");
  private static final String WEB = "https://github.com/shop/app";

  private final Snapshot seen = world();
  private final byte[] text = text(1).getBytes(StandardCharsets.UTF_8);

  /** Throws where the difference is not what it was made to be. */
  public void check() {
    long running =
        diff().plans().stream()
            .flatMap(p -> p.steps().stream())
            .filter(s -> s.job().isPresent())
            .count();
    if (running != (long) PLANS * OPEN || !diff().commands().isEmpty()) {
      throw new IllegalStateException(running + " jobs, " + diff().commands().size() + " commands");
    }
  }

  public Decision diff() {
    return Diff.between(seen, List.of());
  }

  public String parseAndRender() {
    Plan plan = plan(1, text);
    List<StatusRow> rows = new ArrayList<>();
    for (Step step : plan.steps()) {
      rows.add(
          new StatusRow(
              step,
              StepStatus.WAITING,
              "waiting for `step-1`",
              StatusRow.Attention.NONE,
              Optional.empty(),
              Optional.empty()));
    }
    return StatusBlock.render(plan, rows);
  }

  private static Plan plan(int number, byte[] bytes) {
    return Identity.identify(
        PlanParser.parse(path(number), "%040x".formatted(number), bytes, Settings.NONE),
        List.of(),
        Set.of());
  }

  private static PlanPath path(int plan) {
    return new PlanPath("plans/plan-" + plan + ".md");
  }

  private static Snapshot world() {
    List<Plan> plans = new ArrayList<>();
    List<PlanFile> files = new ArrayList<>();
    List<Ref> refs = new ArrayList<>();
    Map<Integer, Sighting<Issue>> issues = new HashMap<>();
    List<Issue> open = new ArrayList<>();
    for (int p = 1; p <= PLANS; p++) {
      byte[] bytes = text(p).getBytes(StandardCharsets.UTF_8);
      Plan plan = plan(p, bytes);
      plans.add(plan);
      files.add(new PlanFile(path(p), plan.blob(), bytes));
      for (Step step : plan.steps().subList(0, OPEN)) {
        int number = issues.size() + 1;
        Claim claim = claim(plan, step, number);
        Issue issue = issue(number, step, claim);
        issues.put(number, new Sighting.Listed<>(issue));
        open.add(issue);
        refs.add(ref(claim, number));
      }
    }
    Tip tip =
        new Tip(
            "main",
            new CommitId("1".repeat(40)),
            files,
            Optional.empty(),
            List.of(),
            "main",
            Set.of(),
            refs);
    return new Snapshot(
        NOW,
        true,
        tip,
        Settings.NONE,
        plans,
        Map.of(),
        Ledger.of(refs),
        new Jobs(issues, Map.of(), open, Optional.empty(), List.of()),
        Map.of(),
        List.of(),
        WEB,
        false,
        false);
  }

  private static Claim claim(Plan plan, Step step, int number) {
    Claim.Facts facts =
        new Claim.Facts(
            step.title(),
            plan.blob(),
            step.fields(),
            step.text(),
            step.needsText(),
            "",
            false,
            Optional.empty(),
            "");
    JobLink job = new JobLink(new JobId.Issue(number), WEB + "/issues/" + number);
    return Claim.first(
            new ClaimKey(plan.id(), step.id(), 1), facts, "nonce0000" + number, NOW, "bench")
        .in(new Phase.Bound(job, NOW, ""));
  }

  private static Ref ref(Claim claim, int number) {
    return new Ref(
        claim.key().ref(),
        new CommitId("%040x".formatted(number)),
        claim.change().message().orElseThrow());
  }

  // With the body that Setpoint wrote, whose first line is read in each pass.
  private static Issue issue(int number, Step step, Claim claim) {
    String text = Fingerprint.of(step.title(), step.text());
    return new Issue(
        number,
        step.title(),
        Marker.wrap(claim.key().path(), claim.newestNonce(), text, step.description()),
        "setpoint[bot]",
        Issue.State.OPEN,
        false,
        List.of(),
        0,
        NOW,
        NOW,
        Optional.empty(),
        Optional.empty(),
        WEB + "/issues/" + number);
  }

  private static String text(int number) {
    StringBuilder text =
        new StringBuilder(
            "---\nstatus: approved\n---\n\n# Plan " + number + "\n\nWhy.\n\n## Steps\n");
    for (int s = 1; s <= STEPS; s++) {
      text.append("\n### Step ").append(s).append("\n\n");
      text.append(s <= OPEN ? "- needs: nothing\n" : s % 3 == 0 ? "- assign: @alice\n" : "");
      text.append(
          """

          Follow the [runbook](docs/part.md), **then** tell the team what moved.

          - [ ] moved
          """);
    }
    return text.toString();
  }
}
