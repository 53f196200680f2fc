package dev.setpoint.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The task list items of a Markdown text: {@code - [ ] open} and {@code - [x] ticked}. */
public final class Checkboxes {
  private Checkboxes() {}

  /**
   * One box.
   *
   * @param text what is to be done, without surrounding blanks
   * @param ticked whether it is done
   * @param line of the text, from 1
   * @param mark where the character between the brackets stands in the text, from 0
   */
  public record Box(String text, boolean ticked, int line, int mark) {}

  /** The boxes of a text in their order; what looks like one in a fenced code block is none. */
  public static List<Box> of(String markdown) {
    if (markdown.indexOf('[') < 0) {
      return List.of();
    }
    SourceText source = SourceText.of(markdown);
    List<Box> boxes = new ArrayList<>();
    String fence = "";
    for (int line = 1; line <= source.lines(); line++) {
      String text = source.line(line);
      String here = fenceIn(text);
      if (fence.isEmpty() && !here.isEmpty()) {
        fence = here;
      } else if (!fence.isEmpty()) {
        boolean closes = here.startsWith(fence) && text.strip().equals(here);
        fence = closes ? "" : fence;
      } else {
        int mark = mark(text);
        if (mark > 0) {
          boxes.add(
              new Box(
                  text.substring(mark + 2).strip(),
                  text.charAt(mark) != ' ',
                  line,
                  source.start(line) + mark));
        }
      }
    }
    return List.copyOf(boxes);
  }

  /**
   * The new text with exactly those boxes ticked whose text was ticked in the old one; where the
   * same text occurs more than once, in their order. With an empty old text: no box is ticked.
   */
  public static String carry(String oldText, String newText) {
    Map<String, Deque<Boolean>> ticks = new HashMap<>();
    for (Box box : of(oldText)) {
      ticks.computeIfAbsent(box.text(), t -> new ArrayDeque<>()).add(box.ticked());
    }
    StringBuilder carried = new StringBuilder(newText);
    for (Box box : of(newText)) {
      Deque<Boolean> before = ticks.getOrDefault(box.text(), new ArrayDeque<>());
      boolean ticked = Boolean.TRUE.equals(before.poll());
      if (ticked != box.ticked()) {
        carried.setCharAt(box.mark(), ticked ? 'x' : ' ');
      }
    }
    return carried.toString();
  }

  /** The run of three or more backticks or tildes that starts the line; empty where none does. */
  private static String fenceIn(String line) {
    String text = line.stripLeading();
    int i = 0;
    while (i < text.length()
        && text.charAt(i) == text.charAt(0)
        && "`~".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i >= 3 && text.indexOf('`', i) < 0 ? text.substring(0, i) : "";
  }

  /** Where the character between the brackets stands in a task list item's line; else -1. */
  private static int mark(String line) {
    int i = 0;
    while (i < line.length() && " \t>".indexOf(line.charAt(i)) >= 0) {
      i++;
    }
    int number = i;
    while (i < line.length() && Ascii.isDigit(line.charAt(i))) {
      i++;
    }
    String bullets = i > number ? ".)" : "-*+";
    if (i >= line.length() || bullets.indexOf(line.charAt(i)) < 0) {
      return -1;
    }
    int blanks = ++i;
    i = Ascii.skipBlanks(line, i);
    boolean box =
        i > blanks
            && i + 3 < line.length()
            && line.charAt(i) == '['
            && " xX".indexOf(line.charAt(i + 1)) >= 0
            && line.charAt(i + 2) == ']'
            && Ascii.isBlank(line.charAt(i + 3));
    return box ? i + 1 : -1;
  }
}
