package dev.setpoint.read;

import dev.setpoint.plan.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    Pattern written = Pattern.compile("^\\s*[-*+] +" + Pattern.quote(field) + ": *");
    List<String> lines = new String(source, StandardCharsets.UTF_8).lines().toList();
    for (int i = step.line(); i < lines.size() && !lines.get(i).startsWith("#"); i++) {
      Matcher m = written.matcher(lines.get(i));
      if (m.find()) {
        return new FieldPlace(i + 1, m.end() + 1);
      }
    }
    return new FieldPlace(step.line(), 1);
  }
}
