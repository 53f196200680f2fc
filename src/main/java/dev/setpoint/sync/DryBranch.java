package dev.setpoint.sync;

import dev.setpoint.job.CommitId;
import dev.setpoint.job.RefChange;
import dev.setpoint.plan.PlanPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan branch that pushes nothing and remembers what it was asked to push. */
public final class DryBranch implements PlanBranch {
  private Optional<Unpushed> last = Optional.empty();

  /**
   * A commit that was not made.
   *
   * @param files the plans it would have changed
   * @param message its message
   */
  public record Unpushed(List<PlanPath> files, String message) {}

  @Override
  public Pushed push(
      CommitId parent, Map<PlanPath, byte[]> edits, String message, List<RefChange> outcomes) {
    if (!edits.isEmpty()) {
      last = Optional.of(new Unpushed(edits.keySet().stream().sorted().toList(), message));
    }
    return new Pushed.Done(Optional.empty());
  }

  /** The commit that the pass would have made, if any plan would have changed. */
  public Optional<Unpushed> unpushed() {
    return last;
  }
}
