package dev.setpoint.report;

import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.job.JobLink;
import dev.setpoint.plan.Escape;
import dev.setpoint.plan.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A report as Markdown, for the page that GitHub shows for a workflow run. */
public final class MarkdownReport {
  /** GitHub drops a job summary above 1 MiB; this leaves room for what others write there. */
  static final int MOST_BYTES = 900 * 1024;

  private static final int MOST_LISTED = 200;

  private final Report report;
  private final StringBuilder text = new StringBuilder();
  private int bytes;

  private MarkdownReport(Report report) {
    this.report = report;
  }

  /** The whole summary, at most 900 KiB. */
  public static String of(Report report) {
    MarkdownReport out = new MarkdownReport(report);
    out.head();
    out.turns();
    out.deeds();
    out.problems();
    out.plans();
    return out.text.toString();
  }

  private void head() {
    add("## Setpoint\n\n");
    report
        .failure()
        .ifPresent(f -> add("**Unfinished:** " + safe(f) + ". The next pass goes on.\n\n"));
    report
        .commit()
        .ifPresent(
            c -> add("Wrote [`%s`](%s/commit/%s). ".formatted(c.brief(), report.webUrl(), c)));
    long done = report.plans().stream().filter(PlanView::isDone).count();
    add(
        "%d of %d plans done · requests: %d to the API, %d to git\n\n"
            .formatted(
                done, report.plans().size(), report.requests().api(), report.requests().git()));
  }

  private void turns() {
    list(
        "Waiting for people",
        report.turns().stream()
            .map(
                t ->
                    "%s **%s** of %s: %s%s"
                        .formatted(
                            t.step().status().sign(),
                            safe(t.step().step().title()),
                            safe(t.plan().plan().title()),
                            safe(t.step().why()),
                            t.step().job().map(j -> " · " + link(j)).orElse("")))
            .toList());
  }

  private void deeds() {
    List<String> done =
        report.deeds().stream()
            .map(
                d ->
                    safe(Sentences.of(d))
                        + d.url().map(u -> " · [open](" + url(u) + ")").orElse(""))
            .toList();
    list("What this pass did", done);
    list("Refused", report.refusals().stream().map(MarkdownReport::safe).toList());
  }

  private void problems() {
    list("Problems", report.problems().stream().map(MarkdownReport::problem).toList());
  }

  private static String problem(Problem p) {
    return "`%s:%d:%d` %s%s"
        .formatted(
            safe(p.file().value()).replace("`", ""),
            p.line(),
            p.column(),
            safe(p.message()),
            p.hint().map(h -> " (" + safe(h) + ")").orElse(""));
  }

  private void list(String heading, List<String> items) {
    if (items.isEmpty()) {
      return;
    }
    add("### " + heading + "\n\n");
    items.stream().limit(MOST_LISTED).forEach(i -> add("- " + i + "\n"));
    if (items.size() > MOST_LISTED) {
      add("- and " + (items.size() - MOST_LISTED) + " more\n");
    }
    add("\n");
  }

  // Plans come last and whole: one that does not fit any more is left out, and said so.
  private void plans() {
    int left = 0;
    for (PlanView plan : report.plans()) {
      if (left > 0 || !add(plan(plan))) {
        left++;
      }
    }
    if (left > 0) {
      text.append("\nand %d more plans, for which this page has no room\n".formatted(left));
    }
  }

  private String plan(PlanView view) {
    StringBuilder out = new StringBuilder();
    out.append("### %s\n\n".formatted(safe(view.plan().title())));
    String file = report.webUrl() + "/blob/HEAD/" + address(view.plan().path().value());
    out.append(
        "[%s](%s) · %s · %s\n\n"
            .formatted(
                safe(view.plan().path().value()),
                file,
                view.plan().lifecycle().word(),
                view.tally()));
    if (view.steps().isEmpty()) {
      return out.toString();
    }
    out.append("| Step | Status | Job |\n|-|-|-|\n");
    view.steps().forEach(s -> out.append(row(s)));
    String graph = Mermaid.of(view);
    if (graph.length() <= Mermaid.LONGEST) {
      out.append("\n<details><summary>Graph</summary>\n\n```mermaid\n")
          .append(graph)
          .append("```\n\n</details>\n\n");
    } else {
      out.append("\n(The graph is too large for GitHub to draw.)\n\n");
    }
    return out.toString();
  }

  private static String row(StepView step) {
    return "| %s | %s %s%s | %s |\n"
        .formatted(
            safe(step.step().title()),
            step.status().sign(),
            safe(step.why()),
            step.flags().isEmpty() ? "" : " ⚠️",
            step.job().map(MarkdownReport::link).orElse(""));
  }

  private static String link(JobLink job) {
    return "[%s](%s)".formatted(job.id(), url(job.url()));
  }

  // A path as a URL holds it; slashes stay.
  private static String address(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  private static String url(String url) {
    return url.replaceAll("[\\s()<>|]", "");
  }

  // Other people's words in a table cell or a list item: one line, of which only `code` in single
  // backticks is Markdown.
  public static String safe(String words) {
    String line = Escape.line(words);
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < line.length()) {
      int end = line.charAt(at) == '`' && !line.contains("``") ? line.indexOf('`', at + 1) : -1;
      if (end > 0) {
        out.append(line.substring(at, end + 1).replace("|", "\\|"));
        at = end + 1;
      } else {
        char c = line.charAt(at++);
        if ("\\`*_{}[]<>|~$".indexOf(c) >= 0) {
          out.append('\\');
        }
        out.append(c);
      }
    }
    return out.toString();
  }

  private boolean add(String piece) {
    int more = piece.getBytes(StandardCharsets.UTF_8).length;
    if (bytes + more > MOST_BYTES) {
      return false;
    }
    bytes += more;
    text.append(piece);
    return true;
  }
}
