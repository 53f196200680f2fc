package dev.setpoint.history;

import dev.setpoint.job.CommitId;
import dev.setpoint.plan.PlanPath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One commit that changed what the branch held of a plan. All text in it is whatever people wrote.
 *
 * @param at when it was committed, by the committer's clock
 * @param author as git has it, never verified
 * @param others who wrote the commits that this one merged, besides its author
 * @param message the whole of it
 * @param path where the plan stands in it; empty where the file is gone
 * @param from where it stood before, if this commit moved it
 * @param blob the id of the file's content, 40 hex digits; empty where the file is gone
 */
public record Revision(
    CommitId commit,
    Instant at,
    String author,
    List<String> others,
    String message,
    Optional<PlanPath> path,
    Optional<PlanPath> from,
    String blob) {

  /** The message's first line. */
  public String subject() {
    return message.lines().findFirst().orElse("").strip();
  }

  /** Who made the change: {@code Alice}, or {@code Alice, merged by Bob}. */
  public String who() {
    List<String> writers = others.stream().filter(o -> !o.equals(author)).distinct().toList();
    return writers.isEmpty()
        ? author
        : writers.stream().limit(3).collect(Collectors.joining(", "))
            + (writers.size() > 3 ? " and " + (writers.size() - 3) + " more" : "")
            + ", merged by "
            + author;
  }

  /** Whether Setpoint's sync wrote it, as its trailers say. */
  boolean isSetpoints() {
    return message.lines().skip(1).anyMatch(l -> l.startsWith("Plan: "));
  }
}
