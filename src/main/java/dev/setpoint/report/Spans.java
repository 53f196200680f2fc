package dev.setpoint.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments and durations as people read them; all in UTC. */
final class Spans {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Spans() {}

  /** {@code 2026-03-04 09:12}. */
  static String minute(Instant at) {
    return MINUTE.format(at);
  }

  /** A moment on an axis of that length, as short as it can be told: day, minute or second. */
  static String tick(Instant at, Duration length) {
    if (length.toDays() >= 4) {
      return minute(at).substring(5, 10);
    }
    return length.toMinutes() < 10
        ? SECOND.format(at)
        : minute(at).substring(length.toHours() >= 20 ? 5 : 11);
  }

  /** {@code 45s}, {@code 12m}, {@code 2h 5m}, {@code 3d 4h}: the two largest units. */
  static String length(Duration d) {
    if (d.toDays() > 0) {
      return two(d.toDays(), "d", d.toHoursPart(), "h");
    }
    if (d.toHours() > 0) {
      return two(d.toHours(), "h", d.toMinutesPart(), "m");
    }
    return d.toMinutes() > 0 ? d.toMinutes() + "m" : d.toSeconds() + "s";
  }

  private static String two(long first, String unit, long second, String smaller) {
    return second == 0 ? first + unit : first + unit + " " + second + smaller;
  }
}
