package dev.setpoint.simulation;

import dev.setpoint.plan.PlanId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan as the people of a story have it in mind. */
final class PlanDraft {
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

  private final String title;
  private int titles;

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
    steps.forEach(s -> copy.steps.add(s.copy()));
    return copy;
  }

  String freshTitle() {
    return "Step " + title.toLowerCase(java.util.Locale.ROOT) + " " + ++titles;
  }

  /** The file, with that block where blocks stand. */
  String text(String block) {
    StringBuilder text = new StringBuilder("---\nstatus: ").append(status).append('\n');
    text.append("owners: [alice]\n").append(limits).append(poison).append("---\n\n# ");
    text.append(title).append("\n\nWhat this is about.\n\n");
    if (!block.isEmpty()) {
      text.append(block).append("\n\n");
    }
    text.append("## Background\n\n").append(prose).append("\n\n## Steps\n\n");
    steps.forEach(s -> s.writeTo(text));
    return text.toString();
  }

  Optional<StepDraft> any(Choices choices) {
    return steps.isEmpty()
        ? Optional.empty()
        : Optional.of(steps.get(choices.pick("which step", steps.size())));
  }
}
