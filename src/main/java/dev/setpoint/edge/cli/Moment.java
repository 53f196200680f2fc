package dev.setpoint.edge.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a moment as people write it; without a zone it is UTC, a day means its end. */
final class Moment implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    String t = text.strip().replace(' ', 'T');
    try {
      if (t.length() == 10) {
        return LocalDate.parse(t)
            .plusDays(1)
            .atStartOfDay()
            .toInstant(ZoneOffset.UTC)
            .minusMillis(1);
      }
      return t.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)")
          ? OffsetDateTime.parse(t).toInstant()
          : LocalDateTime.parse(t).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "`" + text + "` is not a date: write 2026-03-04 or 2026-03-04T10:00+01:00");
    }
  }
}
