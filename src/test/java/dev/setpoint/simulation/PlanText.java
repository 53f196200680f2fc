package dev.setpoint.simulation;

import java.util.List;
import java.util.Optional;

/** Writes a plan's file as people would: a plan without problems, whatever they have in mind. */
final class PlanText {
  /** A moment in the first hours of every story. */
  static final String EARLY = "2026-03-02T11:00+01:00";

  private final List<StepDraft> steps;
  private final StringBuilder text = new StringBuilder();

  private PlanText(List<StepDraft> steps) {
    this.steps = steps;
  }

  /** The file, with that block where blocks stand. */
  static String of(PlanDraft plan, String block) {
    PlanText written = new PlanText(plan.steps);
    written.front(plan);
    written.text.append("# ").append(plan.title()).append("\n\nWhat this is about.\n\n");
    if (!block.isEmpty()) {
      written.text.append(block).append("\n\n");
    }
    written.text.append("## Background\n\n").append(plan.prose).append("\n\n## Steps\n\n");
    for (int i = 0; i < plan.steps.size(); i++) {
      written.step(i);
    }
    return written.text.toString();
  }

  private void front(PlanDraft plan) {
    text.append("---\nstatus: ").append(plan.status).append('\n');
    text.append("owners: [alice]\n").append(plan.limits);
    text.append("vars: { v: ").append(plan.version).append(", go: ");
    text.append(plan.goes ? "yes" : "no").append(" }\n");
    text.append(plan.poison).append("---\n\n");
  }

  private void step(int i) {
    StepDraft step = steps.get(i);
    step.group.ifPresent(g -> text.append("## Steps: ").append(g).append("\n\n"));
    text.append("### ").append(step.title()).append("\n\n");
    int fields = text.length();
    step.id.ifPresent(id -> field("id", id));
    how(i);
    if (step.parallel && i > 0) {
      field("parallel", "yes");
    } else {
      needs(i).ifPresent(n -> field("needs", n));
    }
    when(i).ifPresent(w -> field("if", w));
    step.skip.ifPresent(s -> field("skip", s));
    step.skippable |= when(i).isPresent() || step.optional;
    text.append(step.extra);
    if (text.length() > fields) {
      text.append('\n');
    }
    text.append(step.description).append("\n\n");
  }

  private void field(String name, String value) {
    text.append("- ").append(name).append(": ").append(value).append('\n');
  }

  private void how(int i) {
    StepDraft step = steps.get(i);
    switch (step.how) {
      case StepDraft.How.Person p -> {
        people(step);
        optional(step);
      }
      case StepDraft.How.Agent(String name) -> {
        field("agent", name);
        people(step);
      }
      case StepDraft.How.Dispatch(Workflow workflow) -> {
        field("workflow", "`" + workflow.file + "`");
        if (step.retries > 0) {
          field("retries", Integer.toString(step.retries));
        }
        if (step.hours) {
          field("timeout", "2h");
        }
        optional(step);
      }
      case StepDraft.How.Wait(String time) -> {
        if (needsSomething(i)) {
          field("wait", time);
        } else {
          field("until", EARLY);
        }
      }
      case StepDraft.How.Until(String what) -> field("until", what);
      case StepDraft.How.Sub(PlanDraft plan) -> field("plan", plan.path);
    }
  }

  private void people(StepDraft step) {
    if (step.due) {
      field("due", "1d");
    }
    if (step.remind) {
      field("remind", "every 2h");
    }
  }

  private void optional(StepDraft step) {
    if (step.optional) {
      field("optional", "yes");
    }
  }

  private Optional<String> needs(int i) {
    return steps
        .get(i)
        .needs
        .flatMap(
            n ->
                n.equals(StepDraft.Needs.NOTHING)
                    ? Optional.of("nothing")
                    : n.group()
                        .filter(g -> standsBefore(g, i))
                        .or(() -> n.step().flatMap(key -> name(key, i))));
  }

  // Of a group that is over before this step: its heading stands above, and another one follows.
  private boolean standsBefore(String group, int i) {
    Optional<String> open = Optional.empty();
    boolean seen = false;
    for (StepDraft step : steps.subList(0, i + 1)) {
      open = step.group.isPresent() ? step.group : open;
      seen |= open.filter(group::equals).isPresent();
    }
    return seen && open.filter(group::equals).isEmpty();
  }

  private Optional<String> name(int key, int i) {
    return before(key, i)
        .flatMap(s -> s.id.or(() -> s.hasPlainTitle() ? Optional.of('"' + s.title() + '"') : s.id));
  }

  private Optional<StepDraft> before(int key, int i) {
    return steps.subList(0, i).stream().filter(s -> s.key == key).findFirst();
  }

  private Optional<String> when(int i) {
    return steps
        .get(i)
        .when
        .flatMap(
            w ->
                w.text().contains("%s")
                    ? before(w.step(), i).flatMap(s -> s.id).map(id -> w.text().formatted(id))
                    : Optional.of(w.text()));
  }

  private boolean needsSomething(int i) {
    StepDraft step = steps.get(i);
    if (step.parallel && i > 0) {
      return needsSomething(i - 1);
    }
    return needs(i).map(n -> !n.equals("nothing")).orElse(i > 0);
  }
}
