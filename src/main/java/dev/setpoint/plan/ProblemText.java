package dev.setpoint.plan;

import java.util.Optional;

/** Prints problems and notices as compilers do: place, message, the line, a caret, a hint. */
public final class ProblemText {
  /** Of a longer line only the part around the caret is shown. */
  private static final int MOST_COLUMNS = 160;

  private ProblemText() {}

  /**
   * Several lines with LF between them and none at the end.
   *
   * @param sourceLine the line of the file that the problem names
   */
  public static String render(Problem problem, String sourceLine) {
    return render(
        problem.file(),
        problem.line(),
        problem.column(),
        "error",
        problem.message(),
        problem.hint(),
        sourceLine);
  }

  /** The same for a notice, as a warning. */
  public static String render(Notice notice, String sourceLine) {
    return render(
        notice.file(),
        notice.line(),
        notice.column(),
        "warning",
        notice.message(),
        notice.hint(),
        sourceLine);
  }

  private static String render(
      PlanPath file,
      int line,
      int column,
      String kind,
      String message,
      Optional<String> hint,
      String sourceLine) {
    StringBuilder text = new StringBuilder();
    text.append(safe(file.value())).append(':').append(line).append(':').append(column);
    text.append(": ").append(kind).append(": ").append(safe(message));
    excerpt(sourceLine, column, text);
    hint.ifPresent(h -> text.append("\nhint: ").append(safe(h)));
    return text.toString();
  }

  private static void excerpt(String sourceLine, int column, StringBuilder text) {
    int[] line = sourceLine.codePoints().toArray();
    if (line.length == 0) {
      return;
    }
    int caret = Math.min(Math.max(column - 1, 0), line.length);
    int from = line.length <= MOST_COLUMNS ? 0 : Math.max(0, caret - MOST_COLUMNS / 2);
    int to = Math.min(line.length, from + MOST_COLUMNS);
    StringBuilder shown = new StringBuilder(from > 0 ? "…" : "");
    StringBuilder under = new StringBuilder(from > 0 ? " " : "");
    for (int i = from; i < to; i++) {
      boolean tab = line[i] == '\t';
      shown.appendCodePoint(tab || !Invisible.isInvisible(line[i]) ? line[i] : '\uFFFD');
      if (i < caret) {
        under.append(tab ? "\t" : isWide(line[i]) ? "  " : isMark(line[i]) ? "" : " ");
      }
    }
    shown.append(to < line.length ? "…" : "");
    text.append('\n').append(Escape.commandless(shown.toString()));
    text.append('\n').append(under).append('^');
  }

  private static String safe(String words) {
    StringBuilder safe = new StringBuilder(words.length());
    words
        .codePoints()
        .map(c -> c < ' ' || Invisible.isInvisible(c) ? '\uFFFD' : c)
        .forEach(safe::appendCodePoint);
    return Escape.commandless(safe.toString());
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  /** Takes two columns on a terminal. */
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0x1F300 && c <= 0x1FAFF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }
}
