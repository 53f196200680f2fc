package dev.setpoint.sync;

import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.plan.BlockSeen;
import dev.setpoint.plan.Escape;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.StepId;
import dev.setpoint.plan.StepStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The message of sync's commit: a subject for the log, a line for each transition, trailers for
 * programs.
 */
final class CommitMessage {
  private static final int SUBJECT = 72;

  private CommitMessage() {}

  /**
   * One transition of a step, as the block before and the status now show it.
   *
   * @param before the words of the old row; empty for a new row
   */
  record Transition(PlanView plan, StepView step, String before) {}

  static String of(List<PlanView> plans, Set<PlanPath> changed, Because because) {
    List<String> subjects = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    Set<String> trailers = new LinkedHashSet<>();
    for (PlanView plan : plans) {
      if (changed.contains(plan.plan().path())) {
        List<Transition> moves = transitions(plan);
        subjects.add(plan.plan().id() + ": " + summary(plan, moves));
        trailers.add("Plan: " + plan.plan().path());
        for (Transition move : moves) {
          body.append(line(move)).append('\n');
          trailers.add("Step: " + plan.plan().id() + "/" + move.step().step().id());
          move.step().job().ifPresent(j -> trailers.add("Job: " + j.url()));
          because
              .of(plan.plan().id(), move.step())
              .ifPresent(
                  words ->
                      trailers.add(
                          "Cause: %s/%s %s"
                              .formatted(plan.plan().id(), move.step().step().id(), words)));
        }
      }
    }
    return subject(subjects)
        + "\n\n"
        + (body.isEmpty() ? "" : body + "\n")
        + String.join("\n", trailers)
        + "\n";
  }

  private static String subject(List<String> subjects) {
    String all = String.join("; ", subjects);
    if (subjects.size() > 1 && all.length() > SUBJECT) {
      all = "%s and %d more plans".formatted(subjects.getFirst(), subjects.size() - 1);
    }
    String line = Escape.line(all);
    if (line.length() <= SUBJECT) {
      return line;
    }
    int word = line.lastIndexOf(' ', SUBJECT - 2);
    return line.substring(0, word > 0 ? word : SUBJECT - 2) + " …";
  }

  static List<Transition> transitions(PlanView plan) {
    Map<StepId, BlockSeen.Row> before = new HashMap<>();
    plan.plan().block().rows().forEach(r -> before.put(r.id(), r));
    List<Transition> moves = new ArrayList<>();
    for (StepView step : plan.steps()) {
      BlockSeen.Row row = before.get(step.step().id());
      String old = row == null ? "" : row.status();
      boolean stillWaits = step.status() == StepStatus.WAITING && old.startsWith("waiting");
      boolean begins =
          row == null && (step.status() == StepStatus.WAITING || step.status() == StepStatus.READY);
      if (!begins && !stillWaits && !old.equals(step.words())) {
        moves.add(new Transition(plan, step, old));
      }
    }
    return moves;
  }

  private static String summary(PlanView plan, List<Transition> moves) {
    List<String> parts = new ArrayList<>();
    moves.stream()
        .filter(m -> isEnd(m.step().status()))
        .limit(2)
        .forEach(m -> parts.add(m.step().step().title() + " " + m.step().status().word()));
    long ended = moves.stream().filter(m -> isEnd(m.step().status())).count();
    if (ended > 2) {
      parts.add((ended - 2) + " more ended");
    }
    moves.stream()
        .filter(CommitMessage::retried)
        .limit(2)
        .forEach(m -> parts.add(m.step().step().title() + " retried"));
    long opened = moves.stream().filter(CommitMessage::opened).count();
    if (opened > 0) {
      parts.add(opened + (opened == 1 ? " job opened" : " jobs opened"));
    }
    if (plan.isDone() && !moves.isEmpty()) {
      parts.add("plan done");
    }
    if (parts.isEmpty()) {
      parts.add(plan.plan().block().plan().isEmpty() ? "first status" : "status updated");
    }
    return String.join(", ", parts);
  }

  private static boolean isEnd(StepStatus status) {
    return switch (status) {
      case DONE, FAILED, CANCELLED, SKIPPED -> true;
      case WAITING, READY, RUNNING, NEEDS_PERSON -> false;
    };
  }

  private static boolean retried(Transition move) {
    boolean wasActive = move.before().startsWith("running") || move.before().startsWith("failed");
    return wasActive
        && move.step().status() == StepStatus.RUNNING
        && move.step().words().contains("attempt");
  }

  private static boolean opened(Transition move) {
    boolean active =
        move.step().status() == StepStatus.RUNNING
            || move.step().status() == StepStatus.NEEDS_PERSON;
    boolean wasIdle =
        move.before().isEmpty()
            || move.before().startsWith("waiting")
            || move.before().startsWith("ready");
    return active && wasIdle && move.step().job().isPresent();
  }

  private static String line(Transition move) {
    String from = move.before().isEmpty() ? "new" : plain(move.before());
    String job = move.step().job().map(j -> " (" + j.id() + ")").orElse("");
    return "- %s: %s → %s%s"
        .formatted(Escape.line(move.step().step().title()), from, plain(move.step().words()), job);
  }

  private static String plain(String words) {
    return words.replace("`", "");
  }
}
