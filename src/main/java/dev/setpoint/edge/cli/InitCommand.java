package dev.setpoint.edge.cli;

import dev.setpoint.report.Exit;
import dev.setpoint.setup.Permission;
import dev.setpoint.setup.Starter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code init}: the files with which a repository starts, shown and then written. */
@Command(
    name = "init",
    description = {
      "Set this checkout up for Setpoint: the workflow that runs it, and a first plan as a draft.",
      "Shows what it writes, writes only files that do not exist, and never changes one that does. Needs no network and no token."
    })
final class InitCommand implements Callable<Integer> {
  private final Surroundings around;

  @Option(names = "--dry-run", description = "Show it and write nothing.")
  boolean dryRun;

  @Mixin OutputOptions how = new OutputOptions();

  InitCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Teller teller = new Teller(around, how);
    Path root =
        Checkout.around(around.directory())
            .map(Checkout::root)
            .orElseThrow(
                () ->
                    new WrongUsage("there is no git checkout here: stand in one and say it again"));
    try {
      List<StartFile> files = files(root);
      if (!teller.json()) {
        files.forEach(file -> teller.out(file.shown()));
      }
      List<StartFile> done = new ArrayList<>();
      for (StartFile file : files) {
        done.add(dryRun ? file : file.written(root));
      }
      if (teller.json()) {
        document(done, teller);
      } else {
        done.forEach(file -> teller.out(file.outcome()));
        teller.out(advice());
      }
      return Exit.SETTLED.code();
    } catch (IOException e) {
      teller.trace(e);
      teller.err("setpoint: cannot set up " + root + ": " + e.getMessage());
      return Exit.UNFINISHED.code();
    }
  }

  private List<StartFile> files(Path root) throws IOException {
    PlanFiles plans = new PlanFiles(root, new RepositoryOptions().globs(around));
    String workflow = Starter.workflow(plans.globs(), plans.settings());
    return List.of(StartFile.workflow(root, workflow), StartFile.plan(root, Starter.plan(), plans));
  }

  private static void document(List<StartFile> files, Teller teller) {
    teller.document(
        json ->
            json.list(
                    "files",
                    files,
                    (each, file) ->
                        each.put("path", file.path())
                            .put("outcome", file.state().word())
                            .put("why", file.why())
                            .put("diff", file.diff()))
                .object(
                    "permissions",
                    each -> {
                      for (Permission p : Starter.permissions()) {
                        each.put(p.key(), p.access());
                      }
                    })
                .put("stepWorkflow", Starter.stepWorkflow()));
  }

  private static String advice() {
    StringBuilder text = new StringBuilder();
    text.append("\nA workflow takes part in plans when it looks like this:\n\n");
    Starter.stepWorkflow().lines().forEach(l -> text.append("    ").append(l).append('\n'));
    text.append(
        "\nThe token needs these permissions, which the workflow above gives to its own:\n\n");
    for (Permission p : Starter.permissions()) {
      text.append("    %-21s %s\n".formatted(p.key() + ": " + p.access(), p.purpose()));
    }
    text.append(
        """

        Where the plans' branch is protected against the job's own token, give the Action an App's token (`with: token:`), or keep
        the plans on a branch of their own (`branch: plans` in .github/setpoint.yml), which is then not reviewed by that protection.

        Next: commit these files to the default branch, then `setpoint doctor` says what is still missing.
        """);
    return text.toString();
  }
}
