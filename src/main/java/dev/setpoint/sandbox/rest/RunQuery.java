package dev.setpoint.sandbox.rest;

import dev.setpoint.sandbox.world.Run;
import dev.setpoint.sandbox.world.World;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The filters of a run list.
 *
 * @param from not created before, or null
 * @param to created before, or null
 */
record RunQuery(
    @Nullable String event,
    @Nullable String status,
    @Nullable String branch,
    @Nullable String actor,
    @Nullable String sha,
    @Nullable Instant from,
    @Nullable Instant to) {

  static RunQuery of(Call call) {
    String created = call.query("created", "");
    Instant from = null;
    Instant to = null;
    try {
      if (created.contains("..")) {
        String[] ends = created.split("\\.\\.", 2);
        from = ends[0].equals("*") ? null : start(ends[0]);
        to = ends[1].equals("*") ? null : end(ends[1]);
      } else if (created.startsWith(">=")) {
        from = start(created.substring(2));
      } else if (created.startsWith(">")) {
        from = end(created.substring(1));
      } else if (created.startsWith("<=")) {
        to = end(created.substring(2));
      } else if (created.startsWith("<")) {
        to = start(created.substring(1));
      } else if (!created.isEmpty()) {
        from = start(created);
        to = end(created);
      }
    } catch (DateTimeParseException e) {
      throw Refusal.unprocessable("Invalid date in created");
    }
    return new RunQuery(
        call.query("event"),
        call.query("status"),
        call.query("branch"),
        call.query("actor"),
        call.query("head_sha"),
        from,
        to);
  }

  boolean matches(Run run) {
    Instant created = World.shown(run.createdAt());
    return (event == null || event.equals(run.event()))
        && (status == null || status.equals(run.status()) || status.equals(run.conclusion()))
        && (branch == null || branch.equals(run.branch()))
        && (actor == null || actor.equalsIgnoreCase(run.actor()))
        && (sha == null || sha.equals(run.sha()))
        && (from == null || !created.isBefore(from))
        && (to == null || created.isBefore(to));
  }

  /** The first moment of a day or second. */
  private static Instant start(String date) {
    return date.length() == 10
        ? LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC)
        : OffsetDateTime.parse(date).toInstant();
  }

  /** The first moment after a day or second. */
  private static Instant end(String date) {
    return date.length() == 10
        ? LocalDate.parse(date).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)
        : OffsetDateTime.parse(date).toInstant().plusSeconds(1);
  }
}
