package dev.setpoint.checklist;

import java.util.ArrayList;
import java.util.List;

/** A text's lines, from 0. */
final class Lines {
  /** Of a tab in Markdown's indentation. */
  private static final int TAB = 4;

  private final String[] lines;

  Lines(String text) {
    this.lines = text.split("\n", -1);
  }

  int count() {
    return lines.length;
  }

  String line(int number) {
    return lines[number];
  }

  /** The lines without surrounding blank ones. */
  String trimmed(int first, int next) {
    return join(List.of(lines).subList(first, Math.max(first, next)));
  }

  /**
   * A list item's content.
   *
   * @param marker where its marker ends in its first line
   * @param indent the columns by which its other lines are indented
   */
  String item(int first, int next, int marker, int indent) {
    List<String> content = new ArrayList<>();
    content.add(lines[first].substring(marker).stripLeading());
    for (int i = first + 1; i < next; i++) {
      content.add(without(lines[i], indent));
    }
    return join(content);
  }

  private static String without(String line, int columns) {
    int column = 0;
    int i = 0;
    while (i < line.length() && column < columns) {
      char c = line.charAt(i);
      if (c == ' ') {
        column++;
      } else if (c == '\t') {
        column += TAB - column % TAB;
      } else {
        break;
      }
      i++;
    }
    return " ".repeat(Math.max(0, column - columns)) + line.substring(i);
  }

  private static String join(List<String> lines) {
    int from = 0;
    int to = lines.size();
    while (from < to && lines.get(from).isBlank()) {
      from++;
    }
    while (to > from && lines.get(to - 1).isBlank()) {
      to--;
    }
    return String.join("\n", lines.subList(from, to));
  }
}
