package dev.setpoint.plan;

import dev.setpoint.plan.Outline.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a document's status block stands, or why that cannot be said. */
sealed interface BlockPlace {
  /** There is none yet. */
  record Nowhere() implements BlockPlace {}

  /**
   * Between two offsets of the text: from the opening marker's first character to after the closing
   * one's last.
   */
  record Found(int from, int to, Lines lines) implements BlockPlace {}

  /** Markers that do not pair: nothing may be written. */
  record Broken(int line, int index, String message, String hint) implements BlockPlace {}

  String OPEN = "<!-- setpoint:status";
  String CLOSE = "<!-- /setpoint:status -->";

  /**
   * Looks for the markers, each alone on its line and outside code.
   *
   * @param firstLine where the Markdown begins, from 1
   */
  static BlockPlace in(SourceText source, int firstLine, Outline outline) {
    int open = 0;
    int close = 0;
    int coded = 0;
    for (int line : linesNaming("setpoint:status", source, firstLine)) {
      boolean opens = opens(source.line(line).strip());
      if (!opens && !source.line(line).strip().equals(CLOSE)) {
        continue;
      }
      if (outline.isCode(line)) {
        coded = coded == 0 && opens ? line : coded;
      } else if (opens && open > 0) {
        return broken(source, line, "a second status block", "keep one of the two");
      } else if (opens) {
        if (!source.line(line).strip().endsWith("-->")) {
          return broken(source, line, "the status block's marker is cut off", REMOVE);
        }
        open = line;
      } else if (open == 0 || close > 0) {
        return broken(source, line, "the end of a status block that never begins", REMOVE);
      } else {
        close = line;
      }
    }
    if (open > 0 && close == 0) {
      return broken(source, open, "the status block is opened and never closed", REMOVE);
    }
    if (open > 0) {
      int from = source.text().indexOf('<', source.start(open));
      int to = source.text().indexOf(CLOSE, source.start(close)) + CLOSE.length();
      return new Found(from, to, new Lines(open, close));
    }
    return coded == 0
        ? new Nowhere()
        : broken(
            source,
            coded,
            "the status block stands inside a code block",
            "close the code block before it, or remove the marker");
  }

  String REMOVE = "remove what is left of it: the block is written anew";

  private static Broken broken(SourceText source, int line, String message, String hint) {
    int index = source.line(line).length() - source.line(line).stripLeading().length();
    return new Broken(line, index, message, hint);
  }

  private static boolean opens(String line) {
    return line.startsWith(OPEN)
        && (line.length() == OPEN.length() || " -\t".indexOf(line.charAt(OPEN.length())) >= 0);
  }

  private static List<Integer> linesNaming(String word, SourceText source, int firstLine) {
    List<Integer> lines = new ArrayList<>();
    int at = source.text().indexOf(word, source.start(firstLine));
    while (at >= 0) {
      int line = source.lineAt(at);
      lines.add(line);
      at = source.text().indexOf(word, source.next(line));
    }
    return lines;
  }

  /** The lines it takes up, if it is there. */
  default Optional<Lines> covered() {
    return this instanceof Found found ? Optional.of(found.lines()) : Optional.empty();
  }
}
