package dev.setpoint.preview;

import dev.setpoint.diff.PlanView;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.StepId;
import dev.setpoint.report.MarkdownReport;
import dev.setpoint.report.Mermaid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A preview as the one comment on its pull request: the summary first, details folded. */
public final class PreviewText {
  /** The first line of the comment, by which it is found again. */
  public static final String MARKER = "<!-- setpoint:preview -->";

  /** GitHub refuses comments above 65,536 characters. */
  private static final int MOST_BYTES = 60_000;

  private static final int MOST_LISTED = 30;

  private final Preview preview;
  private final String webUrl;
  private final String head;

  private PreviewText(Preview preview, String webUrl, String head) {
    this.preview = preview;
    this.webUrl = webUrl;
    this.head = head;
  }

  /**
   * The whole comment, marker included.
   *
   * @param webUrl the repository's page, without a final slash
   * @param head the commit at the pull request's head
   */
  public static String of(Preview preview, String webUrl, String head) {
    return new PreviewText(preview, webUrl, head).text();
  }

  private String text() {
    StringBuilder text = new StringBuilder(MARKER).append('\n');
    if (preview.isEmpty()) {
      return text.append("This pull request changes no plan.\n").toString();
    }
    preview.plans().forEach(p -> text.append(plan(p)));
    String end = problems() + footer();
    for (PlanPreview plan : preview.plans()) {
      String graphs = graphs(plan);
      if (bytes(text) + bytes(graphs) + bytes(end) <= MOST_BYTES) {
        text.append(graphs);
      }
    }
    return text.append(end).toString();
  }

  private static int bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private String plan(PlanPreview plan) {
    StringBuilder text = new StringBuilder();
    if (preview.plans().size() > 1) {
      text.append("#### ").append(MarkdownReport.safe(plan.title())).append("\n\n");
    }
    text.append(summary(plan)).append("\n\n");
    caution(plan).ifPresent(c -> text.append("> ").append(c).append("\n\n"));
    list(text, edits(plan));
    return text.toString();
  }

  /** One sentence that says what merging does. */
  static String summary(PlanPreview plan) {
    List<String> now = new ArrayList<>();
    List<Effect> opens = plan.effects(Effect.Kind.OPENS);
    if (!opens.isEmpty()) {
      String jobs = opens.size() == 1 ? "1 job now" : opens.size() + " jobs now";
      now.add("**opens %s** (%s)".formatted(jobs, ids(opens.stream().map(Effect::step).toList())));
    }
    plan.effects(Effect.Kind.ASKS)
        .forEach(
            e ->
                now.add(
                    "**asks a person** about `%s`"
                        .formatted(e.step().value().replace(".ask", ""))));
    plan.effects(Effect.Kind.CLOSES)
        .forEach(e -> now.add("**closes %s** (%s)".formatted(job(e), why(plan, e))));
    plan.effects(Effect.Kind.CANCELS)
        .forEach(e -> now.add("**cancels %s** (%s)".formatted(job(e), why(plan, e))));
    List<Effect> held = plan.effects(Effect.Kind.HOLDS_BACK);
    if (!held.isEmpty()) {
      now.add("**holds back** %s".formatted(ids(held.stream().map(Effect::step).toList())));
    }
    plan.effects(Effect.Kind.SKIPS)
        .forEach(
            e ->
                now.add(
                    "**skips `%s` now** (%s)".formatted(e.step(), MarkdownReport.safe(e.why()))));
    plan.effects(Effect.Kind.REWRITES).forEach(e -> now.add("rewrites " + job(e)));
    named(now, "renames ", plan.steps(StepEdit.Kind.RENAMED));
    named(now, "adds ", plan.steps(StepEdit.Kind.ADDED));
    named(now, "removes ", plan.steps(StepEdit.Kind.REMOVED));
    plan.lifecycleEdit().ifPresent(e -> now.add("sets the plan's status " + e));
    if (plan.after().isEmpty()) {
      now.add("removes the plan");
    }
    boolean moves = plan.effects().stream().anyMatch(e -> e.kind() != Effect.Kind.REWRITES);
    String start = moves ? "Merging this " : "Merging this **starts and stops nothing**";
    String middle =
        moves ? String.join(", ", now) : now.isEmpty() ? "" : "; it " + String.join(", ", now);
    String rest =
        plan.unchanged() == 1 ? "1 step unchanged" : plan.unchanged() + " steps unchanged";
    return start + middle + "; " + rest + ".";
  }

  private static void named(List<String> parts, String verb, List<StepEdit> edits) {
    if (!edits.isEmpty()) {
      parts.add(verb + ids(edits.stream().map(StepEdit::id).toList()));
    }
  }

  private static String why(PlanPreview plan, Effect effect) {
    StepId step = effect.step();
    if (plan.after().isEmpty()) {
      return "its plan was removed";
    }
    if (plan.lifecycle().filter(Lifecycle.CANCELLED::equals).isPresent()) {
      return "the plan is cancelled";
    }
    return plan.steps().stream()
        .filter(e -> e.id().equals(step))
        .findFirst()
        .filter(e -> e.is(StepEdit.Kind.REMOVED) || e.is(StepEdit.Kind.SKIPPED))
        .map(e -> "`" + step + (e.is(StepEdit.Kind.REMOVED) ? "` was removed" : "` is skipped"))
        .orElseGet(() -> MarkdownReport.safe(effect.why()));
  }

  private static Optional<String> caution(PlanPreview plan) {
    if (plan.hasProblems()) {
      return Optional.of("The plan has problems (below): as it stands, nothing of it would start.");
    }
    return plan.lifecycle()
        .flatMap(
            state ->
                switch (state) {
                  case DRAFT ->
                      Optional.of(
                          "It is a draft: nothing starts before its front matter says `status:"
                              + " approved`.");
                  case PAUSED ->
                      Optional.of(
                          "It is paused: nothing starts before it says `status: approved`.");
                  case APPROVED -> Optional.empty();
                  case CANCELLED -> Optional.empty();
                });
  }

  private static List<String> edits(PlanPreview plan) {
    List<String> lines = new ArrayList<>();
    for (StepEdit edit : plan.steps()) {
      if (edit.is(StepEdit.Kind.RENAMED)) {
        lines.add(
            "`%s`: %s → %s"
                .formatted(
                    edit.id(),
                    MarkdownReport.safe(edit.before()),
                    MarkdownReport.safe(edit.title())));
      }
      needs(edit).ifPresent(lines::add);
      if (edit.is(StepEdit.Kind.FIELDS) && isStarted(plan, edit.id())) {
        lines.add(
            "`%s` has a job already: it keeps the old fields, the next attempt takes the new ones"
                .formatted(edit.id()));
      }
    }
    return lines;
  }

  private static Optional<String> needs(StepEdit edit) {
    List<String> parts = new ArrayList<>();
    if (!edit.gained().isEmpty()) {
      parts.add(
          (edit.is(StepEdit.Kind.ADDED) ? "waits for " : "now waits for ") + ids(edit.gained()));
    }
    if (!edit.lost().isEmpty()) {
      parts.add("no longer waits for " + ids(edit.lost()));
    }
    if (edit.is(StepEdit.Kind.ADDED) && parts.isEmpty()) {
      parts.add("waits for nothing");
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of("`%s` %s".formatted(edit.id(), String.join(", and ", parts)));
  }

  private static boolean isStarted(PlanPreview plan, StepId step) {
    return plan.after().stream()
        .flatMap(v -> v.steps().stream())
        .anyMatch(s -> s.step().id().equals(step) && s.job().isPresent());
  }

  private static String graphs(PlanPreview plan) {
    String before = plan.before().map(v -> graph("Before", v)).orElse("");
    String after = plan.after().map(v -> graph("After", v)).orElse("");
    if (before.isEmpty() && after.isEmpty()) {
      return "";
    }
    return "<details><summary>The graph of %s, before and after</summary>\n\n%s%s</details>\n\n"
        .formatted(MarkdownReport.safe(plan.title()), before, after);
  }

  private static String graph(String heading, PlanView view) {
    String chart = view.steps().isEmpty() ? "" : Mermaid.of(view);
    return chart.isEmpty() || chart.length() > Mermaid.LONGEST
        ? ""
        : "**%s**\n\n```mermaid\n%s```\n\n".formatted(heading, chart);
  }

  private String problems() {
    StringBuilder text = new StringBuilder();
    if (!preview.problems().isEmpty()) {
      int count = preview.problems().size();
      text.append(count == 1 ? "❌ **1 problem**\n\n" : "❌ **" + count + " problems**\n\n");
      list(text, preview.problems().stream().map(this::problem).toList());
    }
    return text.toString();
  }

  private String problem(Problem p) {
    String place = "%s:%d".formatted(p.file(), p.line()).replaceAll("[`\\p{Cntrl}]", "");
    String page = "%s/blob/%s/%s#L%d".formatted(webUrl, head, path(p.file().value()), p.line());
    String hint = p.hint().map(h -> " (" + MarkdownReport.safe(h) + ")").orElse("");
    return "[`%s`](%s) %s%s".formatted(place, page, MarkdownReport.safe(p.message()), hint);
  }

  // A link target of plain characters only.
  private static String path(String path) {
    StringBuilder safe = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b > 0 && (Character.isLetterOrDigit(b) || "/._-".indexOf(b) >= 0);
      safe.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b));
    }
    return safe.toString();
  }

  private String footer() {
    return "<sub>Of %s, as the plans and jobs are now. Setpoint rewrites this comment at each push.</sub>\n"
        .formatted(head.substring(0, Math.min(7, head.length())));
  }

  private static void list(StringBuilder text, List<String> items) {
    items.stream().limit(MOST_LISTED).forEach(i -> text.append("- ").append(i).append('\n'));
    if (items.size() > MOST_LISTED) {
      text.append("- and ").append(items.size() - MOST_LISTED).append(" more\n");
    }
    if (!items.isEmpty()) {
      text.append('\n');
    }
  }

  private static String job(Effect effect) {
    return effect
        .job()
        .map(
            j ->
                j.url().isEmpty() || j.toString().startsWith("#")
                    ? j.toString()
                    : "[%s](%s)".formatted(j, j.url()))
        .orElse("a job");
  }

  private static String ids(Collection<StepId> ids) {
    return ids.stream().map(i -> "`" + i + "`").collect(Collectors.joining(", "));
  }
}
