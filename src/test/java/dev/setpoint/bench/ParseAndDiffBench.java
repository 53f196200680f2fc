package dev.setpoint.bench;

import dev.setpoint.diff.Decision;
import dev.setpoint.diff.Diff;
import dev.setpoint.job.CommitId;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.Snapshot;
import dev.setpoint.read.Snapshots;
import dev.setpoint.read.Tip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Prints how long it takes to parse 1,000 plans of 50 steps and to diff them, cold and warm; judges
 * nothing.
 */
@Tag("bench")
class ParseAndDiffBench {
  private static final int PLANS = 1_000;
  private static final int STEPS = 50;
  private static final int ROUNDS = 5;

  @Test
  void parseAndDiff() throws IOException {
    Tip tip = tip();
    long bytes = tip.plans().stream().mapToLong(p -> p.bytes().length).sum();
    System.out.printf("%,d plans of %d steps, %.1f MB%n", PLANS, STEPS, bytes / 1e6);
    for (int round = 1; round <= ROUNDS; round++) {
      long start = System.nanoTime();
      Snapshot seen =
          new Snapshots(() -> tip, new NoJobs(), Clock.systemUTC(), "https://github.com/a/b")
              .take();
      long parsed = System.nanoTime();
      Decision decision = Diff.between(seen, List.of());
      long decided = System.nanoTime();
      System.out.printf(
          "%s parse %,d ms, diff %,d ms, together %,d ms (%,d statuses)%n",
          round == 1 ? "cold:" : "warm:",
          (parsed - start) / 1_000_000,
          (decided - parsed) / 1_000_000,
          (decided - start) / 1_000_000,
          decision.plans().stream().mapToLong(p -> p.steps().size()).sum());
    }
  }

  private static Tip tip() {
    List<PlanFile> plans = new ArrayList<>();
    Set<PlanPath> paths = new HashSet<>();
    for (int p = 0; p < PLANS; p++) {
      PlanPath path = new PlanPath("plans/plan-" + p + ".md");
      byte[] text = plan(p).getBytes(StandardCharsets.UTF_8);
      plans.add(new PlanFile(path, "%040x".formatted(p), text));
      paths.add(path);
    }
    return new Tip(
        "main",
        new CommitId("0".repeat(40)),
        plans,
        Optional.empty(),
        List.of(),
        "main",
        paths,
        List.of());
  }

  private static String plan(int number) {
    StringBuilder text =
        new StringBuilder(
            "---\nstatus: approved\n---\n\n# Plan " + number + "\n\nWhat it is for.\n\n## Steps\n");
    for (int s = 1; s <= STEPS; s++) {
      text.append("\n### ").append(s).append(". Move part ").append(s).append(" of the shop\n\n");
      if (s % 3 == 0) {
        text.append("- assign: @alice\n- needs: move-part-")
            .append(s - 1)
            .append("-of-the-shop\n\n");
      }
      text.append(
          "Follow the [runbook](docs/part.md), **then** tell the team in `#ops`.\n\n- [ ] moved\n- [ ] checked\n");
    }
    return text.toString();
  }
}
