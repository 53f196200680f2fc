package dev.setpoint.diff;

import dev.setpoint.job.Outcome;
import dev.setpoint.plan.Happening;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.StepStatus;
import dev.setpoint.read.Outside;
import dev.setpoint.read.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Decides the steps that start nothing. Nothing in their words moves by itself: the moment a wait
 * ends, never how long it still takes.
 */
final class Waits {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final Snapshot seen;
  private final Courses courses;

  Waits(Snapshot seen, Courses courses) {
    this.seen = seen;
    this.courses = courses;
  }

  /**
   * What it has come to.
   *
   * @param since when the last of the steps before it ended; empty where none has a time, because
   *     the plan's text skips them
   */
  Awaited of(Kind.Waiting kind, Optional<Instant> since) {
    return switch (kind) {
      case Kind.Wait wait ->
          since
              .map(
                  s -> moment(s.plus(wait.time()), s, Words.duration(wait.time()) + " have passed"))
              .orElseGet(
                  () ->
                      over(
                          seen.now(),
                          "over at once, as the steps before it were skipped and there is nothing"
                              + " to count from"));
      case Kind.Until until ->
          moment(
              until.moment(), since.orElse(until.moment()), minute(until.moment()) + " has come");
      case Kind.Event event -> happening(event.what(), since);
      case Kind.SubPlan sub -> subPlan(sub);
    };
  }

  private Awaited moment(Instant due, Instant since, String words) {
    Instant at = due.isBefore(since) ? since : due;
    return seen.now().isBefore(due)
        ? new Awaited.Pending(StepStatus.WAITING, "waiting until " + minute(due), Optional.of(due))
        : new Awaited.Over(Outcome.DONE, at, Optional.of(due), words);
  }

  private Awaited happening(Happening what, Optional<Instant> since) {
    return switch (seen.outside().get(what)) {
      case Outside.Seen.Happened(Instant at) -> {
        Instant from = since.orElse(at);
        yield over(at.isBefore(from) ? from : at, what.words());
      }
      // What can never happen is a problem of the step, which holds it.
      case Outside.Seen.Never never -> pending(what);
      case Outside.Seen.NotYet notYet -> pending(what);
      case null -> pending(what);
    };
  }

  private static Awaited pending(Happening what) {
    return new Awaited.Pending(StepStatus.WAITING, "waiting until " + what.words());
  }

  private Awaited subPlan(Kind.SubPlan sub) {
    Optional<Course> course = sub.plan().flatMap(courses::of);
    if (course.isEmpty()) {
      return new Awaited.Pending(StepStatus.WAITING, "waiting for a plan that is not there");
    }
    Plan plan = course.get().plan();
    String name = "`" + plan.id() + "`";
    if (!plan.problems().isEmpty()) {
      return new Awaited.Pending(
          StepStatus.WAITING, "waiting for the plan " + name + ", which has problems");
    }
    Standings its = course.get().standings();
    if (its.isDone()) {
      return over(its.end(plan.steps()).orElse(seen.now()), "the plan " + name + " is done");
    }
    return switch (plan.lifecycle()) {
      case CANCELLED ->
          new Awaited.Pending(StepStatus.CANCELLED, "cancelled with the plan " + name);
      case DRAFT ->
          new Awaited.Pending(
              StepStatus.WAITING, "waiting for the plan " + name + ", which is a draft");
      case PAUSED ->
          new Awaited.Pending(
              StepStatus.WAITING, "waiting for the plan " + name + ", which is paused");
      case APPROVED ->
          new Awaited.Pending(
              StepStatus.RUNNING,
              "running: the plan "
                  + name
                  + its.stuck()
                      .map(
                          s ->
                              ", in which `"
                                  + s.id()
                                  + "` "
                                  + (its.fateOf(s.id()) == Fate.FAILED
                                      ? "failed"
                                      : "was cancelled"))
                      .orElse(""));
    };
  }

  private static Awaited over(Instant at, String words) {
    return new Awaited.Over(Outcome.DONE, at, Optional.empty(), words);
  }

  /** The minute that has begun by then, or the next one where there are seconds left. */
  static String minute(Instant instant) {
    Instant up = instant.plus(Duration.ofSeconds(59));
    return MINUTE.format(up);
  }
}
