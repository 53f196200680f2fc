package dev.setpoint.edge.cli;

import dev.setpoint.Reconciler;
import dev.setpoint.Wiring;
import dev.setpoint.report.Pass;
import dev.setpoint.report.Report;
import dev.setpoint.sync.DryBranch;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands that are a pass, or one side of it. */
final class PassCommands {
  private PassCommands() {}

  /** What all of them share: where, how told, and whether in earnest. */
  abstract static class OfPass implements Callable<Integer> {
    private final Surroundings around;

    @Mixin RepositoryOptions where = new RepositoryOptions();
    @Mixin OutputOptions how = new OutputOptions();

    @Option(names = "--dry-run", description = "Say instead of do: nothing is written anywhere.")
    boolean dryRun;

    OfPass(Surroundings around) {
      this.around = around;
    }

    abstract Pass run(Reconciler reconciler) throws IOException;

    @Override
    public Integer call() {
      return Work.with(around, where, how, dryRun ? this::say : this::act);
    }

    private int act(Wiring wiring, Teller teller) throws IOException {
      if (!wiring.place().token().isPresent() && wiring.place().gitUrl().startsWith("http")) {
        throw new WrongUsage(
            "there is no token: set SETPOINT_TOKEN or GITHUB_TOKEN; `--dry-run` and `diff` need"
                + " none where everybody may read");
      }
      Pass pass = run(wiring.reconciler());
      return teller.pass(Report.of(pass, wiring.requests()));
    }

    private int say(Wiring wiring, Teller teller) throws IOException {
      DryBranch branch = new DryBranch();
      Pass pass = run(wiring.dry(branch));
      int code = teller.pass(Report.ofDry(pass, wiring.requests()));
      if (!teller.json()) {
        branch
            .unpushed()
            .ifPresent(
                c ->
                    teller.out(
                        "\nwould commit to "
                            + String.join(", ", c.files().stream().map(f -> f.value()).toList())
                            + ":\n\n"
                            + c.message().indent(4)));
      }
      return code;
    }
  }

  /** {@code reconcile}. */
  @Command(
      name = "reconcile",
      description = "The whole pass: start and stop jobs, then write the plans' statuses.")
  static final class Reconcile extends OfPass {
    Reconcile(Surroundings around) {
      super(around);
    }

    @Override
    Pass run(Reconciler reconciler) throws IOException {
      return reconciler.reconcile(List.of());
    }
  }

  /** {@code execute}. */
  @Command(name = "execute", description = "Start and stop jobs on GitHub; never writes a plan.")
  static final class Execute extends OfPass {
    Execute(Surroundings around) {
      super(around);
    }

    @Override
    Pass run(Reconciler reconciler) throws IOException {
      return reconciler.execute(List.of());
    }
  }

  /** {@code sync}. */
  @Command(
      name = "sync",
      description = "Write the plans' statuses, in at most one commit; never creates a job.")
  static final class Sync extends OfPass {
    Sync(Surroundings around) {
      super(around);
    }

    @Override
    Pass run(Reconciler reconciler) throws IOException {
      return reconciler.sync();
    }
  }
}
