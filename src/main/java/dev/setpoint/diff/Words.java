package dev.setpoint.diff;

import dev.setpoint.plan.Escape;
import dev.setpoint.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words for a status in the block; {@link Why} has the sentence for whoever asks. */
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
  static Optional<String> reason(Case c) {
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

  static String again(Case c) {
    return c.standing().filter(s -> s.claim().key().attempt() > 1).isPresent() ? attempt(c) : "";
  }

  static String attempt(Case c) {
    int attempt = c.standing().map(s -> s.claim().key().attempt()).orElse(1);
    int planned = Case.retries(c.step()) + 1;
    if (attempt == 1 && planned == 1) {
      return "";
    }
    return " (attempt %d of %d)".formatted(attempt, Math.max(attempt, planned));
  }

  private static String ids(List<Step> steps) {
    if (steps.size() == 1) {
      return "`" + steps.getFirst().id() + "`";
    }
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
