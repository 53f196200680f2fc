package dev.setpoint.history;

import dev.setpoint.plan.BlockSeen;
import dev.setpoint.plan.Fingerprint;
import dev.setpoint.plan.Group;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan said in one revision: its text in brief, and its block.
 *
 * @param text what people wrote; empty where the file is gone
 * @param rows of the status block, in its order
 * @param edited whether anything outside the block differs from the revision before
 */
record Reading(Revision revision, Optional<Text> text, List<BlockSeen.Row> rows, boolean edited) {

  Reading saying(Optional<Text> other) {
    return new Reading(revision, other, rows, edited);
  }

  /** What people wrote, as far as history is concerned with it. */
  record Text(PlanId plan, String title, Lifecycle lifecycle, List<Line> steps) {
    static Text of(Plan plan) {
      List<Line> lines = new ArrayList<>();
      // As a plan's reader does it: a step needs the whole run of steps that stand side by side.
      int run = 0;
      for (int i = 0; i < plan.steps().size(); i++) {
        Step step = plan.steps().get(i);
        boolean beside = i > 0 && step.needs().equals(plan.steps().get(i - 1).needs());
        List<StepId> before = plan.steps().subList(run, i).stream().map(Step::id).toList();
        Needing needing =
            beside
                ? Needing.BESIDE
                : step.needs().equals(before) ? Needing.IN_TURN : Needing.BY_NAME;
        lines.add(Line.of(step, needing));
        run = beside ? run : i;
      }
      return new Text(plan.id(), plan.title(), plan.lifecycle(), List.copyOf(lines));
    }

    Optional<Line> step(StepId id) {
      // Asked for each step of each version: a stream would cost more than the look.
      for (Line step : steps) {
        if (step.id().equals(id)) {
          return Optional.of(step);
        }
      }
      return Optional.empty();
    }

    /** The same text, some of its steps under other ids. */
    Text named(Map<StepId, StepId> ids) {
      return ids.isEmpty()
          ? this
          : new Text(plan, title, lifecycle, steps.stream().map(s -> s.named(ids)).toList());
    }
  }

  /** How a step comes to need what it needs. */
  enum Needing {
    /** It stands after it. */
    IN_TURN,
    /** It needs what the step before it needs. */
    BESIDE,
    /** The text names it. */
    BY_NAME
  }

  /**
   * One step of the text.
   *
   * @param fields print of {@link Step#fields()}
   * @param text print of {@link Step#text()}
   * @param terms print of the fields that a running attempt does not depend on
   */
  record Line(
      StepId id,
      String title,
      String fields,
      String text,
      String terms,
      List<StepId> needs,
      Needing needing,
      Optional<String> skip) {

    static Line of(Step step, Needing needing) {
      String terms =
          Fingerprint.of(
              step.terms().group().map(Group::name).orElse(""),
              Boolean.toString(step.terms().optional()),
              step.terms().due().toString(),
              step.terms().remind().toString());
      return new Line(
          step.id(),
          step.title(),
          step.fields(),
          step.text(),
          terms,
          step.needs(),
          needing,
          step.skip());
    }

    Line named(Map<StepId, StepId> ids) {
      return new Line(
          ids.getOrDefault(id, id),
          title,
          fields,
          text,
          terms,
          needs.stream().map(n -> ids.getOrDefault(n, n)).toList(),
          needing,
          skip);
    }

    /** What a rename leaves as it is. */
    String content() {
      return fields + " " + text;
    }
  }
}
