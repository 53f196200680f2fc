package dev.setpoint.sync;

import dev.setpoint.diff.Flag;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
    plans.parallelStream()
        .flatMap(view -> edit(view, files.get(view.plan().path())).stream())
        .toList()
        .forEach(e -> edits.put(e.path(), e.bytes()));
    return edits;
  }

  /** A file's new content. */
  private record Edit(PlanPath path, byte[] bytes) {}

  private static Optional<Edit> edit(PlanView view, @Nullable PlanFile file) {
    if (!view.live() || file == null) {
      return Optional.empty();
    }
    byte[] now = StatusBlock.splice(file.bytes(), StatusBlock.render(view.plan(), rows(view)));
    return Arrays.equals(now, file.bytes())
        ? Optional.empty()
        : Optional.of(new Edit(view.plan().path(), now));
  }

  static List<StatusRow> rows(PlanView view) {
    return view.steps().stream().map(Statuses::row).toList();
  }

  // An edit that changes nothing needs nobody.
  private static StatusRow.Attention attention(Set<Flag> flags) {
    if (flags.isEmpty()) {
      return StatusRow.Attention.NONE;
    }
    return flags.equals(Set.of(Flag.CHANGED))
        ? StatusRow.Attention.NOTED
        : StatusRow.Attention.WANTED;
  }

  private static StatusRow row(StepView step) {
    return new StatusRow(
        step.step(),
        step.status(),
        step.words(),
        attention(step.flags()),
        step.job().map(j -> new StatusRow.JobLink(j.id().toString(), j.url())),
        step.since().map(Words::day));
  }
}
