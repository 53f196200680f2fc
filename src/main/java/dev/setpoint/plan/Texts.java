package dev.setpoint.plan;

import dev.setpoint.plan.Outline.Lines;
import java.util.Optional;

/** Cuts a step's text out of its file. */
final class Texts {
  private Texts() {}

  /** The lines, verbatim, without surrounding blank ones and without the status block. */
  static String of(SourceText source, int first, int last, Optional<Lines> block) {
    if (block.isEmpty() || block.get().first() > last || block.get().last() < first) {
      return trimmed(source, first, last);
    }
    String before = trimmed(source, first, block.get().first() - 1);
    String after = trimmed(source, block.get().last() + 1, last);
    return before.isEmpty() || after.isEmpty()
        ? before + after
        : before + source.ending() + source.ending() + after;
  }

  private static String trimmed(SourceText source, int first, int last) {
    int from = first;
    int to = Math.min(last, source.lines());
    while (from <= to && source.isBlank(from)) {
      from++;
    }
    while (to > from && source.isBlank(to)) {
      to--;
    }
    return from > to ? "" : source.text().substring(source.start(from), source.end(to));
  }
}
