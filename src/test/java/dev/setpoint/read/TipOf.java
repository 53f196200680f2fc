package dev.setpoint.read;

import dev.setpoint.job.CommitId;
import dev.setpoint.job.Jobs;
import dev.setpoint.job.Ledger;
import dev.setpoint.job.Ref;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What would be seen of some plans and refs if GitHub had nothing else. */
public final class TipOf {
  private TipOf() {}

  public static Snapshot plans(Map<String, String> texts, List<Ref> refs) {
    List<PlanFile> files = new ArrayList<>();
    Set<PlanPath> paths = new HashSet<>();
    texts.forEach(
        (path, text) -> {
          PlanPath at = new PlanPath(path);
          files.add(new PlanFile(at, "0".repeat(40), text.getBytes(StandardCharsets.UTF_8)));
          paths.add(at);
        });
    CommitId commit = new CommitId("0".repeat(40));
    Tip tip = new Tip("main", commit, files, Optional.empty(), List.of(), "main", paths, refs);
    Snapshot nothing =
        new Snapshot(
            Instant.parse("2026-03-07T10:00:00Z"),
            true,
            tip,
            Settings.NONE,
            List.of(),
            Map.of(),
            Ledger.of(refs),
            Jobs.NONE,
            Map.of(),
            List.of(),
            "https://github.com/shop/app",
            false,
            false);
    return Snapshots.supposing(nothing, tip);
  }
}
