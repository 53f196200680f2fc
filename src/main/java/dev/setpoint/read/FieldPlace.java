package dev.setpoint.read;

import dev.setpoint.plan.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a field's value stands in a plan's text, for problems that only the repository or GitHub
 * can tell.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
record FieldPlace(int line, int column) {
  /**
   * The value of the step's field; the step's heading where the step has no such field of its own.
   */
  static FieldPlace of(byte[] source, Step step, String field) {
    return in(source, step, field).orElseGet(() -> new FieldPlace(step.line(), 1));
  }

  /** The name of an input in the step's {@code with}, in either form of it; empty if not found. */
  static Optional<FieldPlace> ofInput(byte[] source, Step step, String input) {
    Optional<FieldPlace> with = in(source, step, "with");
    if (with.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new String(source, StandardCharsets.UTF_8).lines().toList();
    Pattern inLine = Pattern.compile("(?:^|,)\\s*`?(" + Pattern.quote(input) + ")\\s*=");
    String value = lines.get(with.get().line() - 1).substring(with.get().column() - 1);
    Matcher m = inLine.matcher(value);
    if (m.find()) {
      return Optional.of(new FieldPlace(with.get().line(), with.get().column() + m.start(1)));
    }
    Pattern item = Pattern.compile("^\\s+[-*+] +(" + Pattern.quote(input) + ")\\s*:.*");
    for (int i = with.get().line(); i < lines.size() && !lines.get(i).isBlank(); i++) {
      Matcher found = item.matcher(lines.get(i));
      if (found.matches()) {
        return Optional.of(new FieldPlace(i + 1, found.start(1) + 1));
      }
    }
    return with;
  }

  private static Optional<FieldPlace> in(byte[] source, Step step, String field) {
    Pattern written = Pattern.compile("^\\s*[-*+] +" + Pattern.quote(field) + ": *");
    List<String> lines = new String(source, StandardCharsets.UTF_8).lines().toList();
    for (int i = step.line(); i < lines.size() && !lines.get(i).startsWith("#"); i++) {
      Matcher m = written.matcher(lines.get(i));
      if (m.find()) {
        return Optional.of(new FieldPlace(i + 1, m.end() + 1));
      }
    }
    return Optional.empty();
  }
}
