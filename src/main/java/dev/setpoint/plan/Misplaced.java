package dev.setpoint.plan;

import java.util.Set;

/**
 * Lines of a step's text that look as if they were meant as fields. They stay text, for text is the
 * author's; but a deploy that became somebody's issue for a blank line too many is worth a word.
 */
final class Misplaced {
  /** The fields whose names hardly anybody begins a line of a list with. */
  private static final Set<String> TELLING =
      Set.of("workflow", "needs", "assign", "agent", "retries", "timeout", "parallel");

  private Misplaced() {}

  /** Notices each such line, fenced code aside. */
  static void notice(SourceText source, int first, int last, Findings findings) {
    boolean code = false;
    for (int line = first; line <= last; line++) {
      String text = source.line(line);
      String begin = text.strip();
      if (begin.startsWith("```") || begin.startsWith("~~~")) {
        code = !code;
      } else if (!code) {
        look(text, line, findings);
      }
    }
  }

  private static void look(String text, int line, Findings findings) {
    FieldBlock.field(text, line)
        .filter(f -> f.keyIndex() <= 4)
        .filter(f -> TELLING.contains(f.key()) || Fields.isNamedElsewhere(f.key()))
        .ifPresent(
            f ->
                findings.notice(
                    line,
                    f.keyIndex(),
                    "`" + f.key() + ":` is text here, not a field",
                    TELLING.contains(f.key())
                        ? "fields stand right under the step's heading; the first line there has to"
                            + " be one"
                        : Fields.hint(f.key()).orElseThrow()));
  }
}
