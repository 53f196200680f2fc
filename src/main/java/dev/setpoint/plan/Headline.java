package dev.setpoint.plan;

import java.util.List;
import java.util.Optional;

/**
 * The line above a status block's table: how the plan stands, as a whole.
 *
 * @param state for example {@code In progress}
 * @param tally how far it is
 * @param next the step that comes next, if one is left to be started
 */
public record Headline(String state, Tally tally, Optional<Step> next) {

  /** Of the rows of a plan. */
  public static Headline of(Plan plan, List<StatusRow> rows) {
    Optional<StatusRow> ready =
        rows.stream().filter(r -> r.status() == StepStatus.READY).findFirst();
    Optional<StatusRow> waiting =
        rows.stream().filter(r -> r.status() == StepStatus.WAITING).findFirst();
    return new Headline(
        state(plan.lifecycle(), rows),
        Tally.of(rows.stream().map(StatusRow::status).toList()),
        plan.lifecycle() == Lifecycle.CANCELLED
            ? Optional.empty()
            : ready.or(() -> waiting).map(StatusRow::step));
  }

  /** {@code **In progress** · 2 of 5 done · next: `qa` (@alice)}. */
  public String markdown() {
    StringBuilder line = new StringBuilder("**" + state + "** · " + tally);
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
                        || (r.attention() == StatusRow.Attention.WANTED
                            && !r.status().satisfies()));
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
}
