package dev.setpoint;

import dev.setpoint.diff.Command;
import dev.setpoint.diff.Decision;
import dev.setpoint.diff.Diff;
import dev.setpoint.execute.Done;
import dev.setpoint.execute.Execute;
import dev.setpoint.execute.Tools;
import dev.setpoint.job.Opened;
import dev.setpoint.job.Wish;
import dev.setpoint.read.Snapshot;
import dev.setpoint.read.Snapshots;
import dev.setpoint.report.Pass;
import dev.setpoint.sync.PlanBranch;
import dev.setpoint.sync.Sync;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The pass: read, diff, act, sync, exit. It keeps nothing between passes: run it as often as you
 * like, at once, or kill it anywhere, and the next one converges.
 */
public final class Reconciler {
  private final Snapshots snapshots;
  private final Tools tools;
  private final PlanBranch branch;
  private final Sync.Pause pause;

  public Reconciler(Snapshots snapshots, Tools tools, PlanBranch branch, Sync.Pause pause) {
    this.snapshots = snapshots;
    this.tools = tools;
    this.branch = branch;
    this.pause = pause;
  }

  /**
   * The whole pass: execute, then sync.
   *
   * @throws IOException when nothing could be read: then nothing was done
   */
  public Pass reconcile(List<Wish> wishes) throws IOException {
    Pass pass = sync(execute(wishes));
    // That first commit was the probe of a protected branch; what it held back may start now.
    boolean probed = pass.seen().probing() && pass.commit().isPresent();
    return probed ? pass.then(sync(execute(List.of()))) : pass;
  }

  /** Acts on GitHub until nothing is left to do, and writes no plan. */
  public Pass execute(List<Wish> wishes) throws IOException {
    Snapshot seen = snapshots.take(wishes);
    Decision decision = Diff.between(seen, wishes);
    List<String> refusals = decision.refusals();
    List<Done> done = new ArrayList<>();
    Set<Object> tried = new HashSet<>();
    List<Command> todo = untried(decision, tried);
    while (!todo.isEmpty()) {
      List<Done> batch = Execute.all(todo, tools);
      done.addAll(batch);
      if (batch.stream().noneMatch(Done::changedSomething)) {
        break;
      }
      try {
        seen = seenAfter(seen, batch);
      } catch (IOException e) {
        return new Pass(Optional.empty(), done, seen, decision, refusals, said(e));
      }
      decision = Diff.between(seen, List.of());
      todo = untried(decision, tried);
    }
    return new Pass(
        Optional.empty(), List.copyOf(done), seen, decision, refusals, Optional.empty());
  }

  /** Writes statuses and outcomes, and creates no job. */
  public Pass sync() throws IOException {
    Snapshot seen = snapshots.take();
    Decision decision = Diff.between(seen, List.of());
    return sync(new Pass(Optional.empty(), List.of(), seen, decision, List.of(), Optional.empty()));
  }

  private Pass sync(Pass pass) {
    if (pass.failure().isPresent()) {
      return pass;
    }
    try {
      Sync.Observed last = new Sync.Observed(pass.seen(), pass.decision());
      Sync.Written written = Sync.write(last, branch, () -> overtaken(pass.seen()), pause);
      return new Pass(
          written.commit(),
          pass.done(),
          written.observed().seen(),
          written.observed().decision(),
          pass.refusals(),
          Optional.empty());
    } catch (IOException e) {
      return new Pass(
          Optional.empty(), pass.done(), pass.seen(), pass.decision(), pass.refusals(), said(e));
    }
  }

  private Sync.Observed overtaken(Snapshot last) throws IOException {
    Snapshot seen = snapshots.overtaken(last);
    return new Sync.Observed(seen, Diff.between(seen, List.of()));
  }

  /**
   * Creations tell themselves what came of them; for anything else the world is looked at anew.
   * Neither do they tell whether a person's command was answered by one of them.
   */
  private Snapshot seenAfter(Snapshot seen, List<Done> batch) throws IOException {
    List<Opened> opened = batch.stream().flatMap(d -> d.opened().stream()).toList();
    boolean told = opened.size() == batch.size() && seen.jobs().orders().isEmpty();
    return told ? snapshots.after(seen, opened) : snapshots.take();
  }

  /**
   * What has not been tried in this pass yet: nothing is tried twice, so that a pass always ends.
   */
  private static List<Command> untried(Decision decision, Set<Object> tried) {
    return decision.commands().stream().filter(c -> tried.add(c.identity())).toList();
  }

  private static Optional<String> said(IOException e) {
    return Optional.of(String.valueOf(e.getMessage()));
  }
}
