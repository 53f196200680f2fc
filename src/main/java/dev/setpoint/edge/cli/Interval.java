package dev.setpoint.edge.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how often something is done: {@code 10s}, {@code 2m}; from a second to an hour. */
final class Interval implements ITypeConverter<Duration> {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,4})([sm])");

  @Override
  public Duration convert(String text) {
    Matcher time = TIME.matcher(text.strip());
    if (time.matches()) {
      long number = Long.parseLong(time.group(1));
      Duration d =
          time.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMinutes(number);
      if (!d.isZero() && d.compareTo(Duration.ofHours(1)) <= 0) {
        return d;
      }
    }
    throw new TypeConversionException(
        "`" + text + "` is not an interval: write 10s or 2m, from 1s to 60m");
  }
}
