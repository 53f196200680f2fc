package dev.setpoint.report;

import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.plan.Group;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.StepStatus;
import java.util.List;
import java.util.Optional;

/** A report for people: what was done, whose turn it is, how every plan stands, what is wrong. */
public final class TextReport {
  private static final int WIDEST_TITLE = 40;

  /** A log of more steps than this is not read from one end to the other. */
  private static final int MOST_IN_A_LOG = 2_000;

  private final Ink ink;
  private boolean brief;
  private final StringBuilder text = new StringBuilder();

  private TextReport(Ink ink) {
    this.ink = ink;
  }

  /** What a pass did or would do, and where that leaves the plans. */
  public static String ofPass(Report report, Ink ink) {
    TextReport out = new TextReport(ink);
    out.brief = report.plans().stream().mapToInt(p -> p.steps().size()).sum() > MOST_IN_A_LOG;
    out.deeds(report);
    out.plans(report);
    out.problems(report.problems());
    out.cost(report);
    return out.text.toString();
  }

  /** Where the plans stand. */
  public static String ofStatus(Report report, Ink ink) {
    TextReport out = new TextReport(ink);
    out.plans(report);
    out.problems(report.problems());
    return out.text.toString().stripLeading();
  }

  private void deeds(Report report) {
    report.deeds().forEach(d -> line(coloured(d) + url(d)));
    report.commit().ifPresent(c -> line("committed " + ink.yellow(c.brief()) + " to the plans"));
    if (report.deeds().isEmpty()
        && report.commit().isEmpty()
        && report.failure().isEmpty()
        && report.refusals().isEmpty()) {
      line(
          report.plans().isEmpty()
              ? "there is no plan: no file on the branch matches the globs (`plans` in"
                  + " .github/setpoint.yml, or --plans)"
              : "nothing to do: the plans and the jobs agree");
    }
  }

  private String coloured(Deed deed) {
    String sentence = Sentences.of(deed);
    return switch (deed.outcome()) {
      case DONE -> ink.green(sentence);
      case PLANNED -> ink.cyan(sentence);
      case LOST -> ink.faint(sentence);
      case REFUSED -> ink.red(sentence);
      case HELD -> ink.yellow(sentence);
      case UNCLEAR -> ink.yellow(sentence);
    };
  }

  private String url(Deed deed) {
    return deed.url().map(u -> "  " + ink.faint(Sentences.line(u))).orElse("");
  }

  private void plans(Report report) {
    if (!report.turns().isEmpty()) {
      line("");
      line(ink.bold("waiting for people"));
      for (Report.Turn turn : report.turns()) {
        String name = turn.plan().plan().id() + "/" + turn.step().step().id();
        String job = turn.step().job().map(j -> "  " + ink.faint(j.url())).orElse("");
        line(
            "  "
                + turn.step().status().sign()
                + " "
                + name
                + "  "
                + Sentences.line(turn.step().why())
                + job);
      }
    }
    // What nobody waits for is one line at the end, unless it was asked for by name.
    boolean alone = report.plans().size() == 1;
    List<PlanView> quiet =
        report.plans().stream().filter(p -> !alone && (!p.live() || p.isDone())).toList();
    report.plans().stream().filter(p -> !quiet.contains(p)).forEach(this::plan);
    if (!quiet.isEmpty()) {
      line("");
      quiet.forEach(this::heading);
    }
  }

  private void plan(PlanView view) {
    line("");
    heading(view);
    List<StepView> steps =
        brief ? view.steps().stream().filter(TextReport::moves).toList() : view.steps();
    int width = steps.stream().mapToInt(s -> width(name(s))).max().orElse(0);
    Optional<Group> group = Optional.empty();
    for (StepView step : steps) {
      Optional<Group> its = step.step().terms().group();
      if (its.isPresent() && !its.equals(group)) {
        line("  " + ink.bold(Sentences.line(its.get().name())));
      }
      group = its;
      step(step, Math.min(width, WIDEST_TITLE));
    }
  }

  // In a long log what is over, and what waits for the steps before it, is a number in the heading.
  private static boolean moves(StepView step) {
    return !step.flags().isEmpty()
        || switch (step.status()) {
          case WAITING -> false;
          case READY -> true;
          case RUNNING -> true;
          case NEEDS_PERSON -> true;
          case DONE -> false;
          case FAILED -> true;
          case CANCELLED -> true;
          case SKIPPED -> false;
        };
  }

  private void heading(PlanView view) {
    line(ink.bold(Sentences.line(view.plan().title())) + "  " + ink.faint(summary(view)));
  }

  private static String summary(PlanView view) {
    String path = view.plan().path().value();
    String state = view.plan().lifecycle().word();
    if (!view.plan().problems().isEmpty()) {
      return path + " · " + state + " · has problems: nothing of it is started";
    }
    return path + " · " + state + " · " + view.tally();
  }

  private void step(StepView step, int width) {
    String name = name(step);
    String padding = " ".repeat(Math.max(0, width - width(name)));
    String attention = step.flags().isEmpty() ? "" : "  ⚠️ " + flags(step);
    String job = step.job().map(j -> "  " + ink.faint(j.toString())).orElse("");
    line(
        "  "
            + step.status().sign()
            + " "
            + name
            + padding
            + "  "
            + painted(step)
            + job
            + ink.yellow(attention));
  }

  private static String name(StepView step) {
    String title = Sentences.line(step.step().title());
    return step.step().isNamedByTitle() ? title : title + " `" + step.step().id() + "`";
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String flags(StepView step) {
    return String.join(", ", step.flags().stream().map(f -> f.word()).toList());
  }

  private String painted(StepView step) {
    String why = Sentences.line(step.why());
    return switch (step.status()) {
      case WAITING -> ink.faint(why);
      case READY -> ink.yellow(why);
      case RUNNING -> ink.blue(why);
      case NEEDS_PERSON -> ink.magenta(why);
      case DONE -> ink.green(why);
      case FAILED -> ink.red(why);
      case CANCELLED -> ink.red(why);
      case SKIPPED -> ink.faint(why);
    };
  }

  private void problems(List<Problem> problems) {
    if (!problems.isEmpty()) {
      line("");
    }
    problems.forEach(p -> text.append(problem(p, ink)));
  }

  /** A problem without the line it is on, in whole lines. */
  public static String problem(Problem p, Ink ink) {
    String place = "%s:%d:%d: ".formatted(Sentences.line(p.file().value()), p.line(), p.column());
    String said = ink.bold(place) + ink.red("error: ") + Sentences.line(p.message()) + "\n";
    return said + p.hint().map(h -> "  hint: " + Sentences.line(h) + "\n").orElse("");
  }

  private void cost(Report report) {
    line("");
    line(
        ink.faint(
            "requests: %d to GitHub's API, %d to git"
                .formatted(report.requests().api(), report.requests().git())));
  }

  /** What stands after a step's sign where there is no room for a sentence. */
  static String word(StepStatus status) {
    return status.word().replace('_', ' ');
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
