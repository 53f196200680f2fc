package dev.setpoint.demo;

import dev.setpoint.diff.StepView;
import dev.setpoint.report.Deed;
import dev.setpoint.report.Ink;
import dev.setpoint.report.Report;
import dev.setpoint.report.Sentences;
import dev.setpoint.sandbox.git.GitStore;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Prints the demo: what somebody did, what the pass made of it, what it committed, how the plan
 * stands.
 */
final class Screen {
  private static final int WIDTH = 78;

  private final PrintStream out;
  private final Ink ink;
  private final Duration pause;
  private int scene;

  /**
   * @param pause before each scene, for eyes that want to follow
   */
  Screen(PrintStream out, Ink ink, Duration pause) {
    this.out = out;
    this.ink = ink;
    this.pause = pause;
  }

  void title(String title, String... lines) {
    line(ink.bold(title));
    List.of(lines).forEach(l -> line(ink.faint(l)));
  }

  /** Something happens. */
  void scene(String what) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    scene++;
    String head = "── " + scene + " · " + what + " ";
    line("");
    line(ink.bold(head + "─".repeat(Math.max(2, WIDTH - head.length()))));
  }

  /** Lines that somebody wrote into the plan. */
  void edit(String added) {
    added.lines().filter(l -> !l.isBlank()).forEach(l -> line("  edit    " + ink.green("+ " + l)));
  }

  void pass(Report report) {
    for (Deed deed : report.deeds()) {
      line("  pass    " + ink.cyan(Sentences.of(deed)));
    }
    if (report.deeds().isEmpty()) {
      String cost =
          " (requests: %d to GitHub's API, %d to git)"
              .formatted(report.requests().api(), report.requests().git());
      line(
          "  pass    "
              + ink.faint(
                  report.commit().isPresent()
                      ? "no job to start or to stop"
                      : "nothing to do, so nothing is written" + cost));
    }
    report.failure().ifPresent(f -> line("  pass    " + ink.red(Sentences.line(f))));
  }

  void killed(String evidence) {
    line("  pass    " + ink.red("killed between execute and sync"));
    line("          " + ink.red(evidence));
  }

  void commit(GitStore.Commit commit) {
    line(
        "  commit  " + ink.yellow(commit.sha().substring(0, 7)) + " " + ink.bold(commit.subject()));
    commit.message().lines().filter(l -> l.startsWith("- ")).forEach(l -> line("          " + l));
  }

  /** The plan as its status block shows it, a line for each step. */
  void steps(List<StepView> steps) {
    int width = steps.stream().mapToInt(s -> s.step().title().length()).max().orElse(0);
    for (StepView step : steps) {
      String title = Sentences.line(step.step().title());
      String words = Sentences.line(step.words()).replace("`", "");
      String job = step.job().map(j -> " · " + j).orElse("");
      line(
          "          %s %s%s  %s"
              .formatted(
                  step.status().sign(),
                  title,
                  " ".repeat(width - title.length()),
                  ink.faint(words + job)));
    }
  }

  void note(String text) {
    line("          " + ink.faint(text));
  }

  void text(String heading, String text) {
    line("");
    line(ink.bold(heading));
    line("");
    text.lines().forEach(l -> line("    " + l));
  }

  private void line(String line) {
    out.println(line);
    out.flush();
  }
}
