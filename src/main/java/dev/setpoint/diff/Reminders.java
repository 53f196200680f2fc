package dev.setpoint.diff;

import dev.setpoint.job.Issue;
import dev.setpoint.job.JobId;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says, rarely, that a step waits for somebody. Every moment at which something is to be said
 * follows from when their turn came, each after twice the time of the one before. Whether it was
 * said is read off the issue: anything that happened to it since, our own words included, is a sign
 * of life that lasts until the next such moment. So nothing has to be remembered, and nobody is
 * flooded.
 */
final class Reminders {
  private static final Duration SHORTEST_AFTER_DUE = Duration.ofDays(1);

  private Reminders() {}

  static Todo of(Plan plan, Step step, Standing.Going going, List<String> people, Instant now) {
    Optional<Issue> issue =
        going
            .issue()
            .filter(i -> i.state() == Issue.State.OPEN && plan.lifecycle() == Lifecycle.APPROVED);
    if (issue.isEmpty() || step.kind() instanceof Kind.Workflow) {
      return Todo.NOTHING;
    }
    boolean overdue = due(step, going).filter(d -> !now.isBefore(d)).isPresent();
    List<String> owners = new ArrayList<>(overdue ? plan.owners() : List.of());
    owners.removeAll(people);
    if (people.isEmpty() && owners.isEmpty()) {
      return Todo.NOTHING;
    }
    return moment(step.terms(), going.since(), now)
        .filter(m -> issue.get().updatedAt().isBefore(m) && going.job().id() instanceof JobId.Issue)
        .map(
            m ->
                Todo.doing(
                    new Command.Remind(
                        going.claim().key(),
                        issue.get().number(),
                        m,
                        words(step, going, people, owners, overdue))))
        .orElse(Todo.NOTHING);
  }

  /** When the step is due; empty for one that may take as long as it takes. */
  static Optional<Instant> due(Step step, Standing.Going going) {
    return step.terms().due().map(going.since()::plus);
  }

  /** The latest moment until now at which something was to be said. */
  static Optional<Instant> moment(Terms terms, Instant since, Instant now) {
    Optional<Instant> reminder =
        terms.remind().flatMap(r -> latest(since.plus(r), r.multipliedBy(2), now));
    Optional<Instant> due =
        terms
            .due()
            .flatMap(
                d ->
                    terms.remind().isPresent()
                        ? Optional.of(since.plus(d)).filter(i -> !i.isAfter(now))
                        : latest(since.plus(d), longer(d), now));
    return reminder.isPresent() && due.isPresent() && due.get().isAfter(reminder.get())
        ? due
        : reminder.or(() -> due);
  }

  /** The first moment after now at which something is to be said. */
  static Optional<Instant> next(Terms terms, Instant since, Instant now) {
    Optional<Instant> reminder =
        terms.remind().map(r -> following(since.plus(r), r.multipliedBy(2), now));
    Optional<Instant> due =
        terms
            .due()
            .map(d -> following(since.plus(d), longer(d), now))
            .filter(at -> terms.remind().isEmpty());
    return reminder.or(() -> due);
  }

  private static Duration longer(Duration due) {
    return due.compareTo(SHORTEST_AFTER_DUE) < 0 ? SHORTEST_AFTER_DUE : due;
  }

  private static Optional<Instant> latest(Instant first, Duration gap, Instant now) {
    if (first.isAfter(now)) {
      return Optional.empty();
    }
    Instant at = first;
    for (Duration next = gap; !at.plus(next).isAfter(now); next = next.multipliedBy(2)) {
      at = at.plus(next);
    }
    return Optional.of(at);
  }

  private static Instant following(Instant first, Duration gap, Instant now) {
    Instant at = first;
    for (Duration next = gap; !at.isAfter(now); next = next.multipliedBy(2)) {
      at = at.plus(next);
    }
    return at;
  }

  private static String words(
      Step step, Standing.Going going, List<String> people, List<String> owners, boolean overdue) {
    String since = Words.day(going.since()).toString();
    String late =
        overdue ? ", and was due on " + due(step, going).map(Words::day).orElseThrow() : "";
    String waits = people.isEmpty() ? "somebody" : "you";
    String first = people.isEmpty() ? "" : Words.names(people) + ": ";
    String told =
        owners.isEmpty()
            ? ""
            : "\n\n" + Words.names(owners) + ": you are told as the plan's owner.";
    return first
        + (first.isEmpty() ? "This" : "this")
        + " step has been waiting for %s since %s%s.".formatted(waits, since, late)
        + told
        + "\n\nClose the issue as completed when it is done; `/why` tells what waits for what.";
  }
}
