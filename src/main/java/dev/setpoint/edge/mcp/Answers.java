package dev.setpoint.edge.mcp;

import dev.setpoint.Wiring;
import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.edge.cli.Cli;
import dev.setpoint.edge.cli.Repositories;
import dev.setpoint.edge.cli.Surroundings;
import dev.setpoint.edge.cli.WrongUsage;
import dev.setpoint.plan.Identity;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanDocument;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.PlanParser;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.ProblemText;
import dev.setpoint.plan.Settings;
import dev.setpoint.plan.StepStatus;
import dev.setpoint.preview.Preview;
import dev.setpoint.preview.PreviewText;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.Snapshot;
import dev.setpoint.read.Snapshots;
import dev.setpoint.read.Tip;
import dev.setpoint.report.Exit;
import dev.setpoint.report.Sentences;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the tools answer, in plain text. Commands are those of the command line, word for word. */
final class Answers {
  /** More than this helps no agent; it is told how much was left out. */
  private static final int LONGEST = 24_000;

  private final Surroundings around;

  Answers(Surroundings around) {
    this.around = around;
  }

  /** A command of the command line that did not do what was asked. */
  static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed(String words) {
      super(words, null, false, false);
    }
  }

  /** Cut to a size that is good to read. */
  static String bounded(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST)
            + "\n… (%,d of %,d characters left out)"
                .formatted(text.length() - LONGEST, text.length());
  }

  /** Runs one command as the command line would; stdout and stderr are the answer. */
  String command(String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code =
        Cli.run(
            List.of(arguments),
            new Surroundings(around.variables(), around.directory(), out, out, false));
    String text = said.toString(StandardCharsets.UTF_8).strip();
    if (code == Exit.USAGE.code()) {
      // An agent has no command line to ask for help, and knows whom it asked.
      throw new Failed(
          text.lines()
              .filter(l -> !l.endsWith(" --help` shows what there is"))
              .map(l -> l.replaceFirst("^setpoint: ", ""))
              .collect(Collectors.joining("\n")));
    }
    if (code == Exit.UNFINISHED.code()) {
      throw new Failed(text);
    }
    return text;
  }

  /** A line for each plan. */
  String plans() throws IOException {
    return looking(
        look -> {
          List<String> lines = new ArrayList<>();
          for (PlanView view : look.decision().plans()) {
            lines.add(line(view));
          }
          return lines.isEmpty() ? "there is no plan" : String.join("\n", lines);
        });
  }

  private static String line(PlanView view) {
    String state = view.isDone() ? "done" : view.plan().lifecycle().word();
    String problems = view.plan().problems().isEmpty() ? "" : " · has problems";
    String turns =
        String.join(
            ", ",
            view.steps().stream()
                .filter(
                    s -> s.status() == StepStatus.NEEDS_PERSON || s.status() == StepStatus.FAILED)
                .limit(3)
                .map(Answers::turn)
                .toList());
    return "%s · %s · %s%s%s · %s"
        .formatted(
            view.plan().id(),
            state,
            view.tally(),
            problems,
            turns.isEmpty() ? "" : " · " + turns,
            Sentences.line(view.plan().title()));
  }

  private static String turn(StepView step) {
    return step.status() == StepStatus.FAILED
        ? step.step().id() + " failed"
        : step.step().id()
            + " needs "
            + (step.people().isEmpty() ? "someone" : "@" + String.join(", @", step.people()));
  }

  /** The Markdown of a plan. */
  String text(String name) throws IOException {
    return looking(
        look -> new String(file(look.seen().tip(), name).bytes(), StandardCharsets.UTF_8));
  }

  private static PlanFile file(Tip tip, String name) {
    PlanId id = PlanId.of(new PlanPath(name));
    return tip.plans().stream()
        .filter(f -> f.path().value().equals(name) || PlanId.of(f.path()).equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no plan `" + name + "`: list_plans names them"));
  }

  /** Problems of a text, from the text alone. */
  String check(String text) {
    PlanPath path = new PlanPath("plans/plan.md");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    PlanDocument document = PlanParser.parse(path, "", bytes, Settings.NONE);
    Plan plan = Identity.identify(document, List.of(), Set.of(path));
    List<Problem> problems =
        Stream.concat(
                plan.problems().stream(), plan.steps().stream().flatMap(s -> s.problems().stream()))
            .toList();
    if (problems.isEmpty()) {
      return "no problems; %d steps".formatted(plan.steps().size());
    }
    return String.join(
        "\n",
        problems.stream()
            .map(p -> ProblemText.render(p, document.source().line(p.line())))
            .toList());
  }

  /** What merging this text would do. */
  String preview(String name, String text) throws IOException {
    return looking(
        look -> {
          Tip tip = look.seen().tip();
          PlanFile old = file(tip, name);
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          List<PlanFile> plans = new ArrayList<>();
          for (PlanFile plan : tip.plans()) {
            plans.add(plan.equals(old) ? new PlanFile(old.path(), "", bytes) : plan);
          }
          Snapshot then = Snapshots.supposing(look.seen(), tip.withPlans(plans));
          Preview preview = Preview.of(look.seen(), then, Set.of(old.path()));
          return PreviewText.of(preview, look.seen().webUrl(), "")
              .replace(PreviewText.MARKER, "")
              .strip();
        });
  }

  /** Something said of one look at the world. */
  private interface Saying {
    String of(Wiring.Look look) throws IOException;
  }

  private String looking(Saying saying) throws IOException {
    try (Wiring wiring = Wiring.open(Repositories.of(around))) {
      return around.token().redact(saying.of(wiring.look()));
    } catch (WrongUsage e) {
      throw new Failed(Optional.ofNullable(e.getMessage()).orElse("wrong usage"));
    }
  }
}
