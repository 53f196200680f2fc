package dev.setpoint.edge.cli;

import dev.setpoint.Wiring;
import dev.setpoint.diff.Flag;
import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.plan.Problem;
import dev.setpoint.report.Dot;
import dev.setpoint.report.Exit;
import dev.setpoint.report.JsonReport;
import dev.setpoint.report.Mermaid;
import dev.setpoint.report.Report;
import dev.setpoint.report.Sentences;
import dev.setpoint.report.Svg;
import dev.setpoint.report.TextReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that look and do nothing. */
final class LookCommands {
  private LookCommands() {}

  /** What all of them share: where, and how told. */
  abstract static class OfLook implements Callable<Integer> {
    final Surroundings around;

    @Mixin RepositoryOptions where = new RepositoryOptions();
    @Mixin OutputOptions how = new OutputOptions();

    OfLook(Surroundings around) {
      this.around = around;
    }

    abstract int tell(Wiring.Look look, Wiring wiring, Teller teller);

    @Override
    public Integer call() {
      return Work.with(around, where, how, this::look);
    }

    int look(Wiring wiring, Teller teller) throws IOException {
      return tell(wiring.look(), wiring, teller);
    }
  }

  /** {@code diff}. */
  @Command(
      name = "diff",
      description = "What the next pass would do, and the statuses; does nothing.")
  static final class Difference extends OfLook {
    Difference(Surroundings around) {
      super(around);
    }

    @Override
    int tell(Wiring.Look look, Wiring wiring, Teller teller) {
      return teller.pass(Report.ofDifference(look.seen(), look.decision(), wiring.requests()));
    }
  }

  /** {@code status}. */
  @Command(
      name = "status",
      description = "Where the plans stand now; whoever is waited for comes first.")
  static final class Status extends OfLook {
    @Parameters(
        arity = "0..*",
        paramLabel = "<plan>",
        description = "Only these plans, by id or file.")
    List<String> names = List.of();

    @Option(
        names = {"-w", "--watch"},
        description = {
          "Look again and again, until Ctrl+C: drawn anew in its place in a terminal; else"
              + " everything once, then a line for each change.",
          "Asks git at each interval, and GitHub when something has moved, or after a minute."
        })
    boolean watch;

    @Option(
        names = "--interval",
        paramLabel = "TIME",
        converter = Interval.class,
        description = "With --watch: how often; default: 10s.")
    Duration interval = Duration.ofSeconds(10);

    Status(Surroundings around) {
      super(around);
    }

    @Override
    int look(Wiring wiring, Teller teller) throws IOException {
      if (!watch) {
        return super.look(wiring, teller);
      }
      if (teller.json()) {
        throw new WrongUsage(
            "--watch is for people: a program asks `status --json` again, or a server's"
                + " /api/v1/events");
      }
      boolean dumb = around.variable("TERM").filter("dumb"::equals).isPresent();
      String rhythm = "every " + interval.toSeconds() + " s";
      return new Watching(wiring, interval, look -> report(look, wiring))
          .on(
              name ->
                  around.terminal() && !dumb
                      ? new Redrawn(teller, name, rhythm, Redrawn::rows)
                      : new Watching.Lines(around, teller));
    }

    @Override
    int tell(Wiring.Look look, Wiring wiring, Teller teller) {
      return teller.status(report(look, wiring));
    }

    private Report report(Wiring.Look look, Wiring wiring) {
      Report all = Report.ofStatus(look.seen(), look.decision(), wiring.requests());
      List<PlanView> wanted = names.stream().map(n -> StepAddress.plan(all.plans(), n)).toList();
      return names.isEmpty()
          ? all
          : all.only(p -> wanted.stream().anyMatch(w -> w.plan().equals(p)));
    }
  }

  /** {@code why}. */
  @Command(name = "why", description = "Why a step is where it is, in a sentence.")
  static final class Why extends OfLook {
    @Parameters(
        paramLabel = "<plan>/<step>",
        converter = StepAddress.Reader.class,
        description = "The step, for example system-upgrade/qa.")
    StepAddress address = new StepAddress.Reader().convert("plan/step");

    Why(Surroundings around) {
      super(around);
    }

    @Override
    int tell(Wiring.Look look, Wiring wiring, Teller teller) {
      Optional<String> broken = address.broken(look.decision().plans());
      if (broken.isPresent()) {
        if (teller.json()) {
          teller.document(
              json -> json.put("plan", address.plan().value()).put("why", broken.get()));
        } else {
          teller.out(Sentences.line(broken.get()) + "\n");
        }
        return Exit.PROBLEMS.code();
      }
      StepView step = address.in(look.decision().plans());
      if (teller.json()) {
        teller.document(
            json -> {
              json.put("plan", address.plan().value());
              JsonReport.step(json, step);
            });
      } else {
        // One that holds nothing any more is not told.
        String problems =
            String.join(
                "",
                step.step().problems().stream()
                    .filter(p -> step.flags().contains(Flag.PROBLEM))
                    .map(p -> told(p, step.why(), teller))
                    .toList());
        String job = step.job().map(j -> "\n  " + j.url()).orElse("");
        String id = step.step().isNamedByTitle() ? "" : " `" + step.step().id() + "`";
        String title = teller.ink().bold(Sentences.line(step.step().title()) + id);
        teller.out(
            "%s %s: %s%s%s\n"
                .formatted(step.status().sign(), title, Sentences.line(step.why()), job, problems));
      }
      return Exit.SETTLED.code();
    }
  }

  // What the sentence says already is not said again: only where, and what mends it.
  private static String told(Problem p, String why, Teller teller) {
    if (!why.contains(p.message())) {
      return "\n" + TextReport.problem(p, teller.ink()).stripTrailing();
    }
    String place = "\n  %s:%d:%d".formatted(Sentences.line(p.file().value()), p.line(), p.column());
    return place + p.hint().map(h -> "\n  hint: " + Sentences.line(h)).orElse("");
  }

  /** {@code graph}. */
  @Command(
      name = "graph",
      description = "A plan's steps and what each needs, drawn: Mermaid, DOT or SVG.")
  static final class Graph extends OfLook {
    /** The languages in which a drawing can be written. */
    enum Format {
      mermaid,
      dot,
      svg
    }

    @Parameters(
        arity = "0..*",
        paramLabel = "<plan>",
        description =
            "The plans, by id or file, one drawing each; may be left out where there is only one.")
    List<String> names = List.of();

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        description = "mermaid (default), dot or svg.")
    Format format = Format.mermaid;

    Graph(Surroundings around) {
      super(around);
    }

    @Override
    int tell(Wiring.Look look, Wiring wiring, Teller teller) {
      List<PlanView> plans = look.decision().plans();
      List<PlanView> wanted =
          names.isEmpty()
              ? List.of(only(plans))
              : names.stream().map(n -> StepAddress.plan(plans, n)).distinct().toList();
      if (wanted.size() > 1 && (teller.json() || format == Format.svg)) {
        throw new WrongUsage(
            "%s holds one plan's drawing: ask for one plan at a time"
                .formatted(teller.json() ? "a JSON document" : "an SVG"));
      }
      for (PlanView plan : wanted) {
        tell(plan, teller);
      }
      return Exit.SETTLED.code();
    }

    private void tell(PlanView plan, Teller teller) {
      String drawing =
          switch (format) {
            case mermaid -> Mermaid.of(plan);
            case dot -> Dot.of(plan);
            case svg -> Svg.of(plan);
          };
      if (teller.json()) {
        teller.document(
            json ->
                json.put("plan", plan.plan().id().value())
                    .put("format", format.name())
                    .put("graph", drawing));
      } else {
        teller.out(drawing);
      }
    }

    private static PlanView only(List<PlanView> plans) {
      if (plans.size() == 1) {
        return plans.getFirst();
      }
      throw new WrongUsage(
          plans.isEmpty()
              ? "there is no plan to draw"
              : "which plan? "
                  + String.join(", ", plans.stream().map(p -> p.plan().id().value()).toList()));
    }
  }
}
