package dev.setpoint.report;

import dev.setpoint.history.Event;
import dev.setpoint.history.History;
import dev.setpoint.history.StepStory;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.StepStatus;
import java.time.Duration;

/** A plan's past for people: what happened, line by line, and how long each step took. */
public final class HistoryText {
  private static final int WIDEST = 48;

  private final Ink ink;
  private final StringBuilder text = new StringBuilder();

  private HistoryText(Ink ink) {
    this.ink = ink;
  }

  /** The whole story; safe in a terminal and in a log. */
  public static String of(History history, Ink ink) {
    HistoryText out = new HistoryText(ink);
    out.head(history);
    history.events().forEach(out::event);
    out.steps(history);
    return out.text.toString();
  }

  private void head(History history) {
    String where = Sentences.line(history.path().value()) + (history.gone() ? " (removed)" : "");
    String facts =
        "%s · %s · %s since %s"
            .formatted(
                where,
                history.lifecycle().word(),
                history.commits() == 1 ? "1 commit" : history.commits() + " commits",
                Spans.minute(history.from()));
    line(ink.bold(Sentences.line(history.title())) + "  " + ink.faint(facts));
    caveats(history).lines().forEach(l -> line(ink.faint(l)));
    line("");
  }

  /** What a reader must know of how exact this is; lines, possibly none. */
  static String caveats(History history) {
    StringBuilder lines = new StringBuilder();
    if (!history.claims()) {
      lines
          .append("Times are those of Setpoint's commits (UTC): this clone holds no claims.\n")
          .append(
              "git fetch origin 'refs/setpoint/*:refs/setpoint/*' brings what is left of them.\n");
    }
    if (history.steps().isEmpty() && history.lifecycle() != Lifecycle.DRAFT) {
      lines.append(
          "No status of Setpoint's is in this clone yet: git pull brings what it wrote.\n");
    }
    if (history.cut()) {
      lines.append(
          "This clone is shallow: what came before is not in it. git fetch --unshallow brings"
              + " it.\n");
    }
    return lines.toString();
  }

  private void event(Event event) {
    switch (event) {
      case Event.Edited e -> edited(e);
      case Event.Transition t -> {
        if (!t.isBeginning()) {
          transition(t);
        }
      }
    }
  }

  private void edited(Event.Edited e) {
    String who = Sentences.line(e.cause().sentence());
    line(
        "%s  %s %s  %s"
            .formatted(
                ink.faint(Spans.minute(e.at())),
                "✎",
                Sentences.line(e.words()),
                ink.faint(who + " (" + e.commit().brief() + ")")));
  }

  private void transition(Event.Transition t) {
    String job = t.job().flatMap(dev.setpoint.job.JobLink::at).map(j -> " (" + j + ")").orElse("");
    line(
        "%s  %s %s: %s%s  %s"
            .formatted(
                ink.faint(Spans.minute(t.at())),
                t.after().sign(),
                Sentences.line(t.title()),
                painted(t.after(), words(t.words())),
                job,
                ink.faint(why(t))));
  }

  /** {@code #11 was closed as completed; after 1d 2h of work}. */
  static String why(Event.Transition t) {
    String cause = Sentences.line(t.cause().sentence()).replace("`", "");
    String lasted = t.before().map(b -> lasted(b, t.lasted())).orElse("");
    return lasted.isEmpty() ? cause : cause + "; " + lasted;
  }

  private static String lasted(StepStatus before, Duration d) {
    return switch (before) {
      case WAITING -> "after waiting " + Spans.length(d);
      case READY -> "after waiting " + Spans.length(d);
      case RUNNING -> "after running " + Spans.length(d);
      case NEEDS_PERSON -> "after " + Spans.length(d) + " with a person";
      case FAILED -> Spans.length(d) + " after it failed";
      case CANCELLED -> Spans.length(d) + " after it was cancelled";
      case DONE -> Spans.length(d) + " after it was done";
      case SKIPPED -> Spans.length(d) + " after it was skipped";
    };
  }

  /** The words of a status block without their Markdown. */
  static String words(String block) {
    return Sentences.line(block.replaceAll("\\\\([\\\\`*_\\[\\]<>|~&$])", "$1").replace("`", ""));
  }

  private void steps(History history) {
    if (history.steps().isEmpty()) {
      return;
    }
    line("");
    int width = history.steps().stream().mapToInt(s -> width(title(s))).max().orElse(0);
    int column = Math.min(width, WIDEST);
    line(
        ink.bold("   " + pad("", column) + "  " + pad("waited", 9) + pad("worked", 9))
            .stripTrailing());
    for (StepStory step : history.steps()) {
      line(
          "%s %s  %s%s%s"
              .formatted(
                  pad(step.status().sign(), 2),
                  pad(title(step), column),
                  pad(Spans.length(step.waited()), 9),
                  pad(Spans.length(step.worked()), 9),
                  step.gone()
                      ? ink.faint("no longer in the plan")
                      : painted(step.status(), words(step.words()))));
    }
  }

  private static String title(StepStory step) {
    return Sentences.line(step.title());
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  private String painted(StepStatus status, String words) {
    return switch (status) {
      case WAITING -> ink.faint(words);
      case READY -> ink.yellow(words);
      case RUNNING -> ink.blue(words);
      case NEEDS_PERSON -> ink.magenta(words);
      case DONE -> ink.green(words);
      case FAILED -> ink.red(words);
      case CANCELLED -> ink.red(words);
      case SKIPPED -> ink.faint(words);
    };
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
