package dev.setpoint.plan;

import dev.setpoint.plan.Outline.Lines;
import dev.setpoint.plan.Outline.Title;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the outline of plain Markdown line by line: headings, paragraphs, lists of text, fenced
 * code, and comments of one line, which is what most plans are made of. Whatever else a line may
 * begin (quotes, HTML, indented code, underlined headings, definitions of links) is left to
 * CommonMark, so that the two never differ: {@code SkimTest} holds them against each other.
 */
final class Skim {
  private static final int MOST_INDENT = 4;

  private final SourceText source;
  private final String text;
  private final List<Title> headings = new ArrayList<>();
  private final List<Lines> paragraphs = new ArrayList<>();
  private final List<Lines> code = new ArrayList<>();

  /** Where the open paragraph began that stands in no list; 0 for none. */
  private int paragraph;

  /** How far the content of the list's latest item is indented; 0 outside lists. */
  private int list;

  /** Whether a line without indentation would go on with the list item's own paragraph. */
  private boolean lazy;

  private Skim(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  /** What a line begins with, blanks aside. */
  private enum Start {
    TEXT,
    BULLET,
    NUMBER,
    HEADING,
    FENCE,
    COMMENT,
    /** Something that only CommonMark can tell. */
    ELSE
  }

  /**
   * The lines from {@code firstLine} on; empty where they hold something that is not plain.
   *
   * @param firstLine from 1
   */
  static Optional<Outline> of(SourceText source, int firstLine) {
    Skim skim = new Skim(source);
    return source.text().indexOf('\0') < 0 && skim.read(firstLine)
        ? Optional.of(new Outline(skim.headings, skim.paragraphs, skim.code))
        : Optional.empty();
  }

  private boolean read(int firstLine) {
    for (int line = firstLine; line <= source.lines(); line++) {
      int from = source.start(line);
      int end = source.end(line);
      int at = from;
      while (at < end && text.charAt(at) == ' ') {
        at++;
      }
      if (source.isBlank(line)) {
        close(line);
        lazy = false;
      } else if (text.charAt(at) == '\t') {
        return false;
      } else if (at > from) {
        if (!indented(start(at, end), at - from, at, end)) {
          return false;
        }
      } else {
        Start start = start(at, end);
        if (start == Start.FENCE) {
          int last = fence(line, at, end);
          if (last == 0) {
            return false;
          }
          leave(line);
          code.add(new Lines(line, last));
          line = last;
        } else if (!flush(start, line, at, end)) {
          return false;
        }
      }
    }
    close(source.lines() + 1);
    return true;
  }

  /** A line that begins at the margin. */
  private boolean flush(Start start, int line, int at, int end) {
    return switch (start) {
      case TEXT -> {
        if (!lazy && paragraph == 0) {
          leave(line);
          paragraph = line;
        }
        yield true;
      }
      case BULLET -> item(line, at, end, at + 1);
      case NUMBER -> {
        int marker = afterDigits(at, end) + 1;
        // In a paragraph only a list that begins with 1 begins at all.
        yield (paragraph == 0 || (text.startsWith("1", at) && marker == at + 2))
            && item(line, at, end, marker);
      }
      case HEADING -> {
        leave(line);
        yield heading(line, at, end);
      }
      case COMMENT -> {
        leave(line);
        yield true;
      }
      case FENCE, ELSE -> false;
    };
  }

  /** A line that is indented: text that goes on, or a part of a list's item. */
  private boolean indented(Start start, int indent, int at, int end) {
    if (paragraph > 0) {
      return start == Start.TEXT;
    }
    boolean inside = list > 0 && (lazy || (indent >= list && indent < list + MOST_INDENT));
    boolean item = start == Start.BULLET || start == Start.NUMBER;
    if (!inside || (item && indent < list)) {
      return false;
    }
    lazy = true;
    return item
        ? content(start == Start.BULLET ? at + 1 : afterDigits(at, end) + 1, end) > 0
        : start == Start.TEXT;
  }

  private boolean item(int line, int at, int end, int marker) {
    close(line);
    int content = content(marker, end);
    list = content - at;
    lazy = true;
    return content > 0;
  }

  /** Where the text of a list's item begins, after its marker; 0 where that is not plain. */
  private int content(int marker, int end) {
    int at = marker;
    while (at < end && text.charAt(at) == ' ') {
      at++;
    }
    boolean plain =
        at > marker && at <= marker + MOST_INDENT && at < end && start(at, end) == Start.TEXT;
    return plain ? at : 0;
  }

  private boolean heading(int line, int at, int end) {
    int from = at;
    while (text.charAt(from) == '#') {
      from++;
    }
    int level = from - at;
    String title = text.substring(from, end).strip();
    boolean plain = !title.isEmpty() && title.charAt(title.length() - 1) != '#';
    for (int i = 0; i < title.length(); i++) {
      plain &= title.charAt(i) >= ' ';
    }
    headings.add(
        new Title(level, HeadingText.plain(title, Set.of()), new Lines(line, line), 0, true));
    return plain;
  }

  /** The line that ends the fenced code; 0 where none does. */
  private int fence(int first, int at, int end) {
    char mark = text.charAt(at);
    int length = run(at, end, mark);
    if (mark == '`' && text.indexOf('`', at + length, end) >= 0) {
      return 0;
    }
    for (int line = first + 1; line <= source.lines(); line++) {
      int from = Ascii.skipBlanks(text, source.start(line));
      int closing = run(from, source.end(line), mark);
      if (closing >= length && from - source.start(line) < MOST_INDENT) {
        boolean alone = Ascii.skipBlanks(text, from + closing) >= source.end(line);
        boolean tabs = text.substring(source.start(line), from).indexOf('\t') >= 0;
        if (alone) {
          return tabs ? 0 : line;
        }
      }
    }
    return 0;
  }

  private int run(int at, int end, char of) {
    int to = at;
    while (to < end && text.charAt(to) == of) {
      to++;
    }
    return to - at;
  }

  private int afterDigits(int at, int end) {
    int to = at;
    while (to < end && Ascii.isDigit(text.charAt(to))) {
      to++;
    }
    return to;
  }

  /** What the first character that is not blank begins. */
  private Start start(int at, int end) {
    char c = text.charAt(at);
    char next = at + 1 < end ? text.charAt(at + 1) : '\n';
    return switch (c) {
      case '#' -> {
        int level = run(at, end, '#');
        yield level <= 6 && text.startsWith(" ", at + level) ? Start.HEADING : Start.ELSE;
      }
      case '-', '*', '+' -> {
        if (isOnly(at, end, c) || next == '\t') {
          yield Start.ELSE;
        }
        yield next == ' ' ? Start.BULLET : Start.TEXT;
      }
      case '_' -> isOnly(at, end, c) ? Start.ELSE : Start.TEXT;
      case '=', '>', '~' -> c == '~' && text.startsWith("~~~", at) ? Start.FENCE : Start.ELSE;
      case '`' -> text.startsWith("```", at) ? Start.FENCE : Start.TEXT;
      case '<' -> {
        int closed = text.indexOf("-->", at);
        yield text.startsWith("<!--", at) && closed >= 0 && closed < end
            ? Start.COMMENT
            : Start.ELSE;
      }
      case '[' -> definesNothing(at, end) ? Start.TEXT : Start.ELSE;
      default -> {
        if (c <= ' ') {
          yield Start.ELSE;
        }
        int to = afterDigits(at, end);
        boolean marked = to > at && to < end && ".)".indexOf(text.charAt(to)) >= 0;
        if (!marked || to - at > 9) {
          yield Start.TEXT;
        }
        char after = to + 1 < end ? text.charAt(to + 1) : '\n';
        yield after == ' '
            ? Start.NUMBER
            : after == '\n' || after == '\t' ? Start.ELSE : Start.TEXT;
      }
    };
  }

  /** Of nothing but this character and blanks: a rule, an underline, an empty item. */
  private boolean isOnly(int at, int end, char of) {
    for (int i = at; i < end; i++) {
      if (text.charAt(i) != of && !Ascii.isBlank(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a bracket ends in its line, and not as the label of a definition. */
  private boolean definesNothing(int at, int end) {
    int close = text.indexOf(']', at);
    return close > 0
        && close < end
        && text.indexOf('\\', at, close) < 0
        && !text.startsWith(":", close + 1);
  }

  /** Something begins that is no text: the open paragraph ended on the line before. */
  private void close(int line) {
    if (paragraph > 0) {
      paragraphs.add(new Lines(paragraph, line - 1));
      paragraph = 0;
    }
  }

  /** The same, and it stands in no list. */
  private void leave(int line) {
    close(line);
    list = 0;
    lazy = false;
  }
}
