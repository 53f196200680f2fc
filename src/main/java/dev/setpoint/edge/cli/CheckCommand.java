package dev.setpoint.edge.cli;

import dev.setpoint.plan.Notice;
import dev.setpoint.plan.Problem;
import dev.setpoint.read.NamedWorkflow;
import dev.setpoint.report.Exit;
import dev.setpoint.report.Ink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check}: what is wrong with plans, from files alone. */
@Command(
    name = "check",
    description = {
      "Problems of plans as file:line:column, with caret and hint; needs no network and no token.",
      "Without FILE: the checkout's plans and its .github/setpoint.yml. Workflow steps are checked"
          + " against the checkout's .github/workflows; which of these are guarded is said too."
    })
final class CheckCommand implements Callable<Integer> {
  private static final int MOST_STEPS = 3;

  private final Surroundings around;

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Plan files to check.")
  List<Path> files = List.of();

  @Option(
      names = "--plans",
      paramLabel = "GLOBS",
      description =
          "Which files are plans, where no FILE is given. SETPOINT_PLANS; default: `plans` in"
              + " .github/setpoint.yml, else plans/**/*.md.")
  String plans = "";

  @Mixin OutputOptions how = new OutputOptions();

  CheckCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Teller teller = new Teller(around, how);
    try {
      Checked checked = checked();
      if (teller.json()) {
        teller.document(
            json ->
                json.put("files", checked.files())
                    .problems(
                        checked.findings().stream().flatMap(f -> f.problems().stream()).toList())
                    .warnings(
                        checked.findings().stream().flatMap(f -> f.notices().stream()).toList())
                    .list(
                        "workflows",
                        checked.workflows(),
                        (each, w) ->
                            each.put("file", w.file())
                                .put("guarded", w.guarded())
                                .put("steps", w.steps())));
      } else {
        tell(checked, teller);
      }
      // Whoever names what there is not has mistyped it.
      boolean missed = checked.files() == 0 && !plans.isBlank();
      return (missed ? Exit.USAGE : checked.isFine() ? Exit.SETTLED : Exit.PROBLEMS).code();
    } catch (IOException e) {
      teller.trace(e);
      teller.err("setpoint: cannot read the plans: " + e.getMessage());
      return Exit.UNFINISHED.code();
    }
  }

  private Checked checked() throws IOException {
    Path root = Checkout.around(around.directory()).map(Checkout::root).orElse(around.directory());
    RepositoryOptions where = new RepositoryOptions();
    where.plans = java.util.Optional.of(plans).filter(p -> !p.isBlank());
    PlanFiles found = new PlanFiles(root, where.globs(around));
    return files.isEmpty() ? found.all() : found.named(around.directory(), files);
  }

  private static void tell(Checked checked, Teller teller) {
    for (Checked.Findings file : checked.findings()) {
      for (Problem p : file.problems()) {
        teller.out(painted(file.text(p), "error", teller.ink()) + "\n");
      }
      for (Notice n : file.notices()) {
        teller.out(painted(file.text(n), "warning", teller.ink()) + "\n");
      }
    }
    checked.workflows().forEach(w -> teller.out(guard(w, teller.ink()) + "\n"));
    long problems = checked.findings().stream().mapToLong(f -> f.problems().size()).sum();
    long warnings = checked.findings().stream().mapToLong(f -> f.notices().size()).sum();
    if (checked.files() == 0) {
      teller.out(
          "no plans here: stand in a checkout that has some, or name FILEs or --plans GLOBS\n");
      return;
    }
    teller.out(
        "%s checked, %s%s\n"
            .formatted(
                counted(checked.files(), "file"),
                problems == 0 ? "no problems" : counted(problems, "problem"),
                warnings == 0 ? "" : ", " + counted(warnings, "warning")));
  }

  // No problem, so that it does not look like one: many workflows may well run twice.
  private static String guard(NamedWorkflow workflow, Ink ink) {
    List<String> steps = workflow.steps();
    String some = String.join(", ", steps.subList(0, Math.min(steps.size(), MOST_STEPS)));
    String more = steps.size() > MOST_STEPS ? " and " + (steps.size() - MOST_STEPS) + " more" : "";
    return workflow.guarded()
        ? "%s: %s for %s%s".formatted(workflow.file(), ink.green("guarded"), some, more)
        : "%s: %s for %s%s: should an answer get lost, a person is asked whether it was started"
            .formatted(workflow.file(), ink.yellow("not guarded"), some, more);
  }

  private static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static String painted(String text, String word, Ink ink) {
    String tag = word + ":";
    String colour = word.equals("error") ? ink.red(tag) : ink.yellow(tag);
    return text.replaceFirst(tag, java.util.regex.Matcher.quoteReplacement(colour));
  }
}
