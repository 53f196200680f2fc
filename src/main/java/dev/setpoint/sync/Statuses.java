package dev.setpoint.sync;

import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.diff.Words;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.StatusBlock;
import dev.setpoint.plan.StatusRow;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.Snapshot;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Renders the status blocks, and says which files differ from what they should say. */
final class Statuses {
  private Statuses() {}

  /**
   * New content of each plan whose block is not as it should be; nothing outside a block changes.
   */
  static Map<PlanPath, byte[]> edits(Snapshot seen, List<PlanView> plans) {
    Map<PlanPath, PlanFile> files = new HashMap<>();
    seen.tip().plans().forEach(f -> files.put(f.path(), f));
    Map<PlanPath, byte[]> edits = new TreeMap<>();
    for (PlanView view : plans) {
      PlanFile file = files.get(view.plan().path());
      if (view.live() && file != null) {
        byte[] now = StatusBlock.splice(file.bytes(), StatusBlock.render(view.plan(), rows(view)));
        if (!Arrays.equals(now, file.bytes())) {
          edits.put(view.plan().path(), now);
        }
      }
    }
    return edits;
  }

  static List<StatusRow> rows(PlanView view) {
    return view.steps().stream().map(Statuses::row).toList();
  }

  private static StatusRow row(StepView step) {
    return new StatusRow(
        step.step(),
        step.status(),
        step.words(),
        !step.flags().isEmpty(),
        step.job().map(j -> new StatusRow.JobLink(j.id().toString(), j.url())),
        step.since().map(Words::day));
  }
}
