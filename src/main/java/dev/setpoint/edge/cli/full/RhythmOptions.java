package dev.setpoint.edge.cli.full;

import dev.setpoint.edge.cli.WrongUsage;
import dev.setpoint.edge.server.queue.Rhythm;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options that say when a server does something. */
final class RhythmOptions {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");

  @Option(
      names = "--sweep",
      paramLabel = "TIME",
      description =
          "Every repository is looked at this often though nothing happens. Default: 10m.")
  String sweep = "10m";

  @Option(
      names = "--gap",
      paramLabel = "TIME",
      description = "The least time between two passes of one repository. Default: 1s.")
  String gap = "1s";

  @Option(
      names = "--heartbeat",
      paramLabel = "TIME",
      description = "After four of these without a word, a pass is taken over. Default: 5s.")
  String heartbeat = "5s";

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      description = "How long running passes may finish when the server stops. Default: 20s.")
  String grace = "20s";

  /**
   * When passes follow each other.
   *
   * @throws WrongUsage for what is no time
   */
  Rhythm rhythm() {
    return new Rhythm(time("--sweep", sweep), time("--gap", gap), time("--heartbeat", heartbeat));
  }

  /**
   * How long running passes may finish.
   *
   * @throws WrongUsage for what is no time
   */
  Duration grace() {
    return time("--grace", grace);
  }

  private static Duration time(String option, String text) {
    Matcher m = TIME.matcher(text);
    if (!m.matches()) {
      throw new WrongUsage(
          option + ": a time is written 500ms, 20s, 10m or 1h, not `" + text + "`");
    }
    long number = Long.parseLong(m.group(1));
    return switch (m.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
