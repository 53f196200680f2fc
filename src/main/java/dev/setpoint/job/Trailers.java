package dev.setpoint.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A commit message of a subject and {@code Key: value} lines; what Setpoint's own refs carry. */
final class Trailers {
  private static final int LONGEST_KEY = 31;
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
              if (colon > 0 && isKey(line, colon)) {
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

  // By hand, as the next: a repository with a thousand claims has twenty thousand such lines.
  private static boolean isKey(String line, int end) {
    for (int i = 0; i < end; i++) {
      char c = line.charAt(i);
      boolean capital = c >= 'A' && c <= 'Z';
      boolean inside = i > 0 && ((c >= 'a' && c <= 'z') || c == '-');
      if (!capital && !inside) {
        return false;
      }
    }
    return end <= LONGEST_KEY;
  }

  static String oneLine(String value) {
    return isPlain(value) ? value.strip() : CONTROL.matcher(value).replaceAll(" ").strip();
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }
}
