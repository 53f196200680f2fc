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

  private Spans() {}

  /** {@code 2026-03-04 09:12}. */
  static String minute(Instant at) {
    return MINUTE.format(at);
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
