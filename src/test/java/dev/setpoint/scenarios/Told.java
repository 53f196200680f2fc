package dev.setpoint.scenarios;

import dev.setpoint.diff.Command;
import dev.setpoint.diff.Decision;
import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.job.RefChange;
import dev.setpoint.plan.PlanPath;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells a decision in lines that one can read and compare. */
final class Told {
  private Told() {}

  static String of(Decision decision) {
    StringBuilder text = new StringBuilder();
    decision.commands().forEach(c -> text.append(line(c)).append('\n'));
    decision.refusals().forEach(r -> text.append("refused: ").append(r).append('\n'));
    text.append('\n');
    for (PlanView plan : decision.plans()) {
      plan.plan()
          .problems()
          .forEach(
              p ->
                  text.append("problem ")
                      .append(p.line())
                      .append(':')
                      .append(p.column())
                      .append(' ')
                      .append(p.message())
                      .append('\n'));
      for (StepView step : plan.steps()) {
        text.append(step.step().id()).append(" · ").append(step.status().word());
        if (!step.flags().isEmpty()) {
          text.append(' ')
              .append(step.flags().stream().map(f -> f.word()).collect(Collectors.joining(",")));
        }
        text.append(" · ").append(step.why()).append('\n');
      }
    }
    return text.toString();
  }

  private static String line(Command command) {
    return switch (command) {
      case Command.Start s ->
          "start %s%s %s"
              .formatted(s.key(), s.previous().isPresent() ? " again" : "", draft(s.draft()));
      case Command.Bind b -> "bind %s to %s".formatted(b.key(), b.job());
      case Command.Adopt a -> "adopt %s as %s".formatted(a.job(), a.key());
      case Command.Park p -> "park %s: %s".formatted(p.key(), p.why());
      case Command.Stop s ->
          "stop %s (%s)%s: %s".formatted(s.job(), s.key(), s.recorded() ? " again" : "", s.why());
      case Command.Edit e ->
          "edit #%d: %s%s\n%s"
              .formatted(
                  e.issue(),
                  e.title(),
                  e.comment().map(c -> " (with a comment)").orElse(""),
                  indented(e.comment().orElse(e.body())));
      case Command.HandOver h ->
          "hand #%d over to %s%s"
              .formatted(
                  h.issue(), h.agent().name(), h.run().map(r -> " with " + r.inputs()).orElse(""));
      case Command.Remind r ->
          "remind in #%d unless something happened since %s\n%s"
              .formatted(r.issue(), r.unlessSince(), indented(r.words()));
      case Command.Answer a ->
          "answer %d in #%d%s%s: %s"
              .formatted(
                  a.order().comment(),
                  a.order().issue(),
                  a.fulfilled() ? "" : " (refused)",
                  a.ends().flatMap(c -> c.phase().knownJob()).map(j -> ", ending " + j).orElse(""),
                  a.words());
      case Command.Close c -> "close #%d as %s: %s".formatted(c.issue(), c.reason(), c.comment());
      case Command.Settle s ->
          "settle %s as %s: %s".formatted(s.key(), s.end().outcome().word(), s.end().words());
    };
  }

  private static String draft(Command.Draft draft) {
    return switch (draft) {
      case Command.Draft.IssueDraft i ->
          "as issue: %s %s %s\n%s"
              .formatted(i.title(), i.labels(), i.assignees(), indented(i.region()));
      case Command.Draft.RunDraft r ->
          "as run of %s on %s with %s%s"
              .formatted(r.workflow(), r.ref(), r.inputs(), r.guarded() ? ", guarded" : "");
    };
  }

  static String of(String message, Map<PlanPath, byte[]> edits, List<RefChange> outcomes) {
    StringBuilder text = new StringBuilder("\n");
    for (RefChange change : outcomes) {
      String kept =
          change
              .message()
              .map(
                  m ->
                      m.lines()
                          .filter(l -> l.matches("(State|Outcome|Reason|Job|Folded): .*"))
                          .collect(Collectors.joining(", ")))
              .orElse("deleted");
      text.append("record ")
          .append(change.name().replaceAll("-[0-9a-f]{16}", ""))
          .append(": ")
          .append(kept)
          .append('\n');
    }
    return edits.isEmpty() ? text.toString() : text + "\ncommit\n" + indented(message);
  }

  private static String indented(String text) {
    return text.strip()
        .lines()
        .map(l -> ("    " + l).stripTrailing())
        .collect(Collectors.joining("\n"));
  }
}
