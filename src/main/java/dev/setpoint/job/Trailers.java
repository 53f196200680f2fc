package dev.setpoint.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A commit message of a subject and {@code Key: value} lines; what Setpoint's own refs carry. */
final class Trailers {
  // Compiled once: a repository with a thousand claims has twenty thousand such lines.
  private static final Pattern KEY = Pattern.compile("[A-Z][A-Za-z-]{0,30}");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\u0085]+");

  private final Map<String, List<String>> values = new LinkedHashMap<>();

  /**
   * Adds a line; control characters in the value become blanks, so that a value can never forge
   * another line.
   */
  Trailers add(String key, String value) {
    values.computeIfAbsent(key, k -> new ArrayList<>()).add(oneLine(value));
    return this;
  }

  /** Reads the lines after the subject; lines of another form are ignored. */
  static Trailers parse(String message) {
    Trailers result = new Trailers();
    message
        .lines()
        .skip(1)
        .forEach(
            line -> {
              int colon = line.indexOf(": ");
              if (colon > 0 && KEY.matcher(line).region(0, colon).matches()) {
                result.add(line.substring(0, colon), line.substring(colon + 2));
              }
            });
    return result;
  }

  String format(String subject) {
    StringBuilder text = new StringBuilder(oneLine(subject)).append("\n\n");
    values.forEach(
        (key, all) -> all.forEach(v -> text.append(key).append(": ").append(v).append('\n')));
    return text.toString();
  }

  /** The value of that key, if it stands there exactly once. */
  Optional<String> one(String key) {
    List<String> all = all(key);
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }

  /**
   * The value of a key that must stand there exactly once.
   *
   * @throws IllegalArgumentException when it does not
   */
  String must(String key) {
    return one(key).orElseThrow(() -> new IllegalArgumentException("no single " + key));
  }

  List<String> all(String key) {
    return values.getOrDefault(key, List.of());
  }

  static String oneLine(String value) {
    return CONTROL.matcher(value).replaceAll(" ").strip();
  }
}
