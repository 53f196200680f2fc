package dev.setpoint.plan;

import java.util.List;
import java.util.Optional;

/**
 * The line above a status block's table: how the plan stands, as a whole.
 *
 * @param state for example {@code In progress}
 * @param done how many steps are done
 * @param skipped how many were skipped
 * @param steps how many there are
 * @param next the step that comes next, if one is left to be started
 */
public record Headline(String state, int done, int skipped, int steps, Optional<Step> next) {

  /** Of the rows of a plan. */
  public static Headline of(Plan plan, List<StatusRow> rows) {
    Optional<StatusRow> ready =
        rows.stream().filter(r -> r.status() == StepStatus.READY).findFirst();
    Optional<StatusRow> waiting =
        rows.stream().filter(r -> r.status() == StepStatus.WAITING).findFirst();
    return new Headline(
        state(plan.lifecycle(), rows),
        count(rows, StepStatus.DONE),
        count(rows, StepStatus.SKIPPED),
        rows.size(),
        plan.lifecycle() == Lifecycle.CANCELLED
            ? Optional.empty()
            : ready.or(() -> waiting).map(StatusRow::step));
  }

  /** {@code **In progress** · 2 of 5 done · next: `qa` (@alice)}. */
  public String markdown() {
    StringBuilder line =
        new StringBuilder("**" + state + "** · " + done + " of " + steps + " done");
    if (skipped > 0) {
      line.append(" · ").append(skipped).append(" skipped");
    }
    next.ifPresent(
        step -> line.append(" · next: `").append(step.id()).append('`').append(who(step)));
    return line.toString();
  }

  private static String who(Step step) {
    return switch (step.kind()) {
      case Kind.Person person ->
          person.assignees().isEmpty() ? "" : " (@" + String.join(", @", person.assignees()) + ")";
      case Kind.Agent agent -> " (" + agent.name() + ")";
      case Kind.Workflow workflow -> "";
      case Kind.Waiting waiting -> "";
    };
  }

  private static String state(Lifecycle lifecycle, List<StatusRow> rows) {
    return switch (lifecycle) {
      case DRAFT -> rows.stream().anyMatch(r -> r.job().isPresent()) ? "Draft, paused" : "Draft";
      case PAUSED -> "Paused";
      case CANCELLED -> "Cancelled";
      case APPROVED -> progress(rows);
    };
  }

  private static String progress(List<StatusRow> rows) {
    if (!rows.isEmpty() && rows.stream().allMatch(r -> r.status().satisfies())) {
      return "Done";
    }
    boolean stuck =
        rows.stream()
            .anyMatch(
                r ->
                    r.status() == StepStatus.FAILED
                        || r.status() == StepStatus.CANCELLED
                        || (r.attention() && !r.status().satisfies()));
    if (stuck) {
      return "Needs attention";
    }
    boolean untouched =
        rows.stream()
            .allMatch(
                r ->
                    r.status() == StepStatus.WAITING
                        || r.status() == StepStatus.READY
                        || r.status() == StepStatus.SKIPPED);
    return untouched ? "Not started" : "In progress";
  }

  private static int count(List<StatusRow> rows, StepStatus status) {
    return (int) rows.stream().filter(r -> r.status() == status).count();
  }
}
