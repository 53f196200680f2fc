package dev.setpoint.job;

import dev.setpoint.plan.Fingerprint;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hidden first line of an issue that Setpoint opened, and the region below it that Setpoint
 * owns. It is a hint, never an authority: it counts only in an issue written by the bot itself and
 * only with a nonce that the claim knows.
 *
 * @param path {@link ClaimKey#path()}
 * @param nonce one of the claim's nonces
 * @param text print of the step's title and description that the region was written from
 * @param region print of the region as written, ticks aside: another one means that a person edited
 *     it
 */
public record Marker(String path, String nonce, String text, String region) {
  private static final Pattern FIRST_LINE =
      Pattern.compile(
          "<!-- setpoint:job ([a-z0-9/-]{1,140}) nonce=([a-z0-9]{8,40}) text=([0-9a-f]{16})"
              + " hash=([0-9a-f]{16}) -->");
  private static final String END = "<!-- /setpoint:job -->";
  private static final Pattern TICK = Pattern.compile("(?m)^(\\s*[-*+] \\[)[xX](\\])");

  /** Puts marker and end line around a region. */
  public static String wrap(String path, String nonce, String text, String region) {
    return new Marker(path, nonce, text, print(region)).line() + "\n" + region + "\n" + END;
  }

  /** Reads the marker; only the first line of the body counts. */
  public static Optional<Marker> in(String body) {
    if (!body.startsWith("<!-- setpoint:job ")) {
      return Optional.empty();
    }
    int end = body.indexOf('\n');
    Matcher m = FIRST_LINE.matcher((end < 0 ? body : body.substring(0, end)).stripTrailing());
    return m.matches()
        ? Optional.of(new Marker(m.group(1), m.group(2), m.group(3), m.group(4)))
        : Optional.empty();
  }

  /** Whether a body's marker, if it has one, says this text: told without reading all of it. */
  public static boolean says(String body, String text) {
    int end = body.indexOf('\n');
    return (end < 0 ? body : body.substring(0, end)).contains(" text=" + text + " ");
  }

  /** The region of a body that has this marker; empty when its end line is gone. */
  public static Optional<String> region(String body) {
    int start = body.indexOf('\n') + 1;
    int end = body.indexOf(END);
    return start > 0 && end >= start
        ? Optional.of(body.substring(start, end).stripTrailing())
        : Optional.empty();
  }

  /** What people wrote below the region, verbatim. */
  public static String below(String body) {
    int end = body.indexOf(END);
    return end < 0 ? "" : body.substring(end + END.length());
  }

  /** Whether the region is as Setpoint wrote it; ticked boxes are no edit. */
  public boolean regionUntouched(String body) {
    return region(body).map(Marker::print).filter(region::equals).isPresent();
  }

  /** The same marker, saying that this text has been dealt with. */
  public Marker withText(String newText) {
    return new Marker(path, nonce, newText, region);
  }

  public String line() {
    return "<!-- setpoint:job %s nonce=%s text=%s hash=%s -->".formatted(path, nonce, text, region);
  }

  private static String print(String region) {
    // GitHub's editor turns line ends into CRLF.
    String plain = region.replace("\r\n", "\n").stripTrailing();
    return Fingerprint.of(TICK.matcher(plain).replaceAll("$1 $2"));
  }
}
