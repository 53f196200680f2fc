package dev.setpoint.edge.github;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What came back for one request.
 *
 * @param headers by lower-case name
 */
record Answer(int status, Map<String, List<String>> headers, byte[] body) {
  boolean ok() {
    return status >= 200 && status < 300;
  }

  boolean redirects() {
    return status >= 300 && status < 400 && status != 304;
  }

  Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }

  /** A header that is a whole number. */
  Optional<Long> number(String name) {
    return header(name).filter(v -> v.matches("\\d{1,15}")).map(Long::valueOf);
  }

  /** The server's own clock, in whole seconds. */
  Optional<Instant> date() {
    try {
      return header("date").map(d -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(d, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
