package dev.setpoint.diff;

import dev.setpoint.plan.Escape;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words for a status: short ones for the block, a sentence for whoever asks why. */
public final class Words {
  private static final int MOST_NAMED = 3;

  private Words() {}

  /** What stands after the sign in the status block. */
  static String inBlock(Case c, List<String> people) {
    if (c.unremembered().isPresent()) {
      return c.unremembered().get().status();
    }
    return switch (c.status()) {
      case WAITING ->
          c.awaited()
              .map(Awaited.Pending::words)
              .orElseGet(() -> "waiting for " + ids(c.blockers()));
      case READY -> c.held().map(h -> "ready, " + Escape.line(h)).orElse("ready");
      case RUNNING -> c.awaited().map(Awaited.Pending::words).orElseGet(() -> "running" + again(c));
      case NEEDS_PERSON -> "needs " + names(people) + asked(c);
      case DONE -> "done";
      case FAILED -> failed(c);
      case CANCELLED -> c.awaited().map(Awaited.Pending::words).orElse("cancelled");
      case SKIPPED -> "skipped: " + reason(c).map(Escape::line).orElse("");
    };
  }

  /** Why a step is skipped: its {@code skip:}, else what its claim says. */
  private static Optional<String> reason(Case c) {
    return c.step()
        .skip()
        .or(
            () ->
                c.standing()
                    .filter(Standing.Ended.class::isInstance)
                    .map(s -> ((Standing.Ended) s).end().words()));
  }

  private static String asked(Case c) {
    return c.standing().orElse(null) instanceof Standing.Parked ? ": was it started?" : "";
  }

  private static String failed(Case c) {
    return c.standing().orElse(null) instanceof Standing.Refused r
        ? "failed: " + Escape.line(r.refusal().reason())
        : "failed" + attempt(c);
  }

  private static String again(Case c) {
    return c.standing().filter(s -> s.claim().key().attempt() > 1).isPresent() ? attempt(c) : "";
  }

  private static String attempt(Case c) {
    int attempt = c.standing().map(s -> s.claim().key().attempt()).orElse(1);
    int planned = Case.retries(c.step()) + 1;
    if (attempt == 1 && planned == 1) {
      return "";
    }
    return " (attempt %d of %d)".formatted(attempt, Math.max(attempt, planned));
  }

  /** A sentence for {@code why}: plain text, no sign, no final stop. */
  static String why(Case c, List<String> people, Instant since, Map<StepId, Case> all) {
    if (c.unremembered().isPresent()) {
      return "its job is shown in the plan, but its claim is gone; name the job with `setpoint bind %s URL` or start it anew with `setpoint retry %s`"
          .formatted(name(c), name(c));
    }
    String day = since.equals(Instant.EPOCH) ? "" : " since " + day(since);
    String base =
        switch (c.status()) {
          case WAITING ->
              c.awaited()
                  .map(Awaited.Pending::words)
                  .orElseGet(() -> "waiting for " + blockers(c, all));
          case READY -> "ready" + c.held().map(h -> ", but " + h).orElse("");
          case RUNNING -> c.awaited().map(Awaited.Pending::words).orElseGet(() -> running(c, day));
          case NEEDS_PERSON -> needsPerson(c, people, day);
          case DONE -> "done" + day;
          case FAILED -> whyFailed(c);
          case CANCELLED -> cancelled(c);
          case SKIPPED -> "skipped: " + reason(c).orElse("");
        };
    String puzzle =
        c.standing().orElse(null) instanceof Standing.Puzzling p
            ? "; " + p.job() + ": " + p.reason()
            : "";
    return base + puzzle;
  }

  private static String running(Case c, String day) {
    return switch (c.standing().orElse(null)) {
      case Standing.Starting s ->
          "being started" + again(c) + "; if the pass that did so died, another one finds out";
      case Standing.Stopping s -> "being ended: " + s.stopping().why();
      case null, default ->
          "running"
              + day
              + again(c)
              + (c.step().kind() instanceof Kind.Agent a ? ", with " + a.name() : "");
    };
  }

  private static String needsPerson(Case c, List<String> people, String day) {
    return switch (c.standing().orElse(null)) {
      case Standing.Parked p ->
          "needs " + names(people) + " to say whether it was started: " + p.parked().why();
      case Standing.Stopping s -> "being closed: " + s.stopping().why();
      case Standing.Starting s ->
          "being opened; if the pass that did so died, another one finds out";
      case Standing.Going g
          when c.step().kind() instanceof Kind.Agent a && Briefs.isAgents(c.step(), g.claim()) ->
          "needs " + names(people) + day + ": " + Briefs.why(a, g.claim());
      case null, default -> "needs " + names(people) + day;
    };
  }

  private static String whyFailed(Case c) {
    String asked =
        c.question()
            .flatMap(q -> q.phase().knownJob())
            .map(j -> "; " + j + " asks what to do")
            .orElse("");
    return switch (c.standing().orElse(null)) {
      case Standing.Refused r -> "GitHub refused to start it: " + r.refusal().reason();
      case Standing.Ended e ->
          "failed%s%s: %s%s".formatted(on(c), attempt(c), e.end().words(), asked);
      case null, default -> "failed" + on(c) + asked;
    };
  }

  private static String cancelled(Case c) {
    if (c.awaited().isPresent()) {
      return c.awaited().get().words();
    }
    if (!(c.standing().orElse(null) instanceof Standing.Ended ended)) {
      return "cancelled with the plan";
    }
    boolean issue = ended.claim().facts().workflow().isEmpty();
    return issue
        ? "cancelled%s (%s); reopen it, skip it or retry it to go on"
            .formatted(on(c), ended.end().words())
        : "cancelled on GitHub%s; re-run it there, skip it or retry it to go on".formatted(on(c));
  }

  private static String blockers(Case c, Map<StepId, Case> all) {
    return c.blockers().stream()
            .limit(MOST_NAMED)
            .map(s -> "`" + s.id() + "`" + which(all.get(s.id())))
            .collect(Collectors.joining(", and for "))
        + (c.blockers().size() > MOST_NAMED
            ? ", and for " + (c.blockers().size() - MOST_NAMED) + " more"
            : "");
  }

  private static String which(@Nullable Case blocker) {
    if (blocker == null) {
      return "";
    }
    if (blocker.unremembered().isPresent()) {
      return ", whose claim is gone";
    }
    String since = Views.since(blocker).map(i -> " since " + day(i)).orElse("");
    return switch (blocker.status()) {
      case WAITING ->
          blocker
              .awaited()
              .map(a -> ", which is " + a.words())
              .orElseGet(() -> ", which itself waits for " + ids(blocker.blockers()));
      case READY -> ", which is ready" + blocker.held().map(h -> " but held: " + h).orElse("");
      case RUNNING -> ", which is running" + since;
      case NEEDS_PERSON -> ", which needs " + names(Views.people(blocker)) + since;
      case FAILED -> ", which failed" + on(blocker);
      case CANCELLED -> ", which was cancelled" + on(blocker);
      case DONE -> "";
      case SKIPPED -> "";
    };
  }

  private static String on(Case c) {
    return Views.since(c).map(i -> " on " + day(i)).orElse("");
  }

  private static String ids(List<Step> steps) {
    String named =
        steps.stream()
            .limit(MOST_NAMED)
            .map(s -> "`" + s.id() + "`")
            .collect(Collectors.joining(", "));
    return steps.size() > MOST_NAMED
        ? named + " and " + (steps.size() - MOST_NAMED) + " more"
        : named;
  }

  static String names(List<String> people) {
    return people.isEmpty()
        ? "someone"
        : people.stream().map(p -> "@" + Escape.line(p)).collect(Collectors.joining(", "));
  }

  private static String name(Case c) {
    return c.plan().id() + "/" + c.step().id();
  }

  /** The day of an instant, in UTC: what the block shows. */
  public static LocalDate day(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** {@code 2h}, {@code 90m}, {@code 3d}: as people write durations in plans. */
  static String duration(Duration d) {
    long seconds = d.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
