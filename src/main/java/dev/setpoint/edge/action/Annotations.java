package dev.setpoint.edge.action;

import dev.setpoint.plan.Notice;
import dev.setpoint.plan.Problem;
import dev.setpoint.report.Sentences;
import java.util.ArrayList;
import java.util.List;

/** Workflow commands that GitHub shows beside the lines of files. */
final class Annotations {
  /** GitHub shows ten of a kind for a step; the tenth counts the rest. */
  private static final int MOST = 9;

  private Annotations() {}

  static List<String> of(List<Problem> problems, List<Notice> notices) {
    List<String> lines = new ArrayList<>();
    problems.stream()
        .limit(MOST)
        .forEach(
            p ->
                lines.add(
                    command(
                        "error",
                        at(p.file().value(), p.line(), p.column()),
                        words(p.message(), p.hint().orElse("")))));
    rest(lines, "error", problems.size(), "problems");
    notices.stream()
        .limit(MOST)
        .forEach(
            n ->
                lines.add(
                    command(
                        "warning",
                        at(n.file().value(), n.line(), n.column()),
                        words(n.message(), n.hint().orElse("")))));
    rest(lines, "warning", notices.size(), "notices");
    return lines;
  }

  /** A sentence about the whole run. */
  static String error(String sentence) {
    return command("error", "title=Setpoint", Sentences.line(sentence));
  }

  static String notice(String sentence) {
    return command("notice", "title=Setpoint", Sentences.line(sentence));
  }

  private static void rest(List<String> lines, String kind, int all, String what) {
    if (all > MOST) {
      lines.add(
          command(
              kind,
              "title=Setpoint",
              "and %d more %s; the job summary names them".formatted(all - MOST, what)));
    }
  }

  private static String at(String file, int line, int column) {
    return "file=%s,line=%d,col=%d,title=Setpoint".formatted(property(file), line, column);
  }

  private static String words(String message, String hint) {
    return Sentences.line(message) + (hint.isEmpty() ? "" : " (" + Sentences.line(hint) + ")");
  }

  private static String command(String kind, String properties, String message) {
    return "::" + kind + " " + properties + "::" + data(message);
  }

  // https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
