package dev.setpoint.simulation;

import dev.setpoint.plan.PlanId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A plan as the people of a story have it in mind. */
final class PlanDraft {
  private static final String BLOCK = "(the block)";

  String path;
  String status = "approved";
  String limits = "";
  String prose = "Nothing else.";
  String poison = "";
  final List<StepDraft> steps = new ArrayList<>();

  /** Whether people took it away for good. */
  boolean gone;

  /** Whether it stays broken to the end. */
  boolean hopeless;

  /** Whether it began as a copy of another. */
  boolean copied;

  /** The id it must keep, because something was started under it and its file carries it. */
  Optional<PlanId> id = Optional.empty();

  /** Plans name only plans of a higher rank as their steps, so that none waits for itself. */
  int rank;

  int version = 1;
  boolean goes = true;

  private final String title;
  private int titles;
  private String written = "";

  PlanDraft(String path, String title) {
    this.path = path;
    this.title = title;
  }

  PlanDraft copy(String to) {
    PlanDraft copy = new PlanDraft(to, title);
    copy.copied = true;
    copy.titles = titles;
    copy.status = status;
    copy.limits = limits;
    copy.prose = prose;
    copy.poison = poison;
    copy.rank = rank;
    copy.version = version;
    copy.goes = goes;
    steps.forEach(s -> copy.steps.add(s.copy()));
    return copy;
  }

  String title() {
    return title;
  }

  /** A title that no step of this plan has had. */
  String freshTitle() {
    return "Step " + title.toLowerCase(Locale.ROOT) + " " + ++titles;
  }

  /** A number that nothing in this plan has had. */
  int fresh() {
    return ++titles;
  }

  /** A text with the values of its variables. */
  String resolved(String text) {
    return text.replace("${{ vars.v }}", Integer.toString(version));
  }

  /** The file as it is written down now, with that block where blocks stand. */
  String text(String block) {
    written = PlanText.of(this, BLOCK);
    return PlanText.of(this, block);
  }

  /** The file as it was last written down: since then the plans that it names may have moved. */
  String lastText(String block) {
    return written.replace(BLOCK, block);
  }

  Optional<StepDraft> any(Choices choices) {
    return steps.isEmpty()
        ? Optional.empty()
        : Optional.of(steps.get(choices.pick("which step", steps.size())));
  }

  /** Whether one of its steps stands for that plan. */
  boolean namesAsSubPlan(PlanDraft other) {
    return steps.stream()
        .anyMatch(s -> s.how instanceof StepDraft.How.Sub(PlanDraft sub) && sub == other);
  }
}
