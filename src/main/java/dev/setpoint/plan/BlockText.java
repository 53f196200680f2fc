package dev.setpoint.plan;

import dev.setpoint.plan.BlockSeen.Row;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a status block back: the inverse of {@link StatusBlock#render}, lenient to edits. */
final class BlockText {
  private BlockText() {}

  /** What the block says, from its opening marker to its closing one. */
  static BlockSeen read(String block) {
    SourceText source = SourceText.of(block);
    List<Row> rows = new ArrayList<>();
    for (int line = 2; line <= source.lines(); line++) {
      String text = source.line(line).strip();
      if (text.startsWith("| [")) {
        row(cells(text)).ifPresent(rows::add);
      }
    }
    return seen(source.line(1), List.copyOf(rows));
  }

  /**
   * The plan's id alone, from the first opening marker of a file of which nothing else can be
   * trusted: without it a moved plan would look deleted.
   */
  static BlockSeen carried(String file) {
    int at = file.indexOf(BlockPlace.OPEN);
    if (at < 0) {
      return BlockSeen.NONE;
    }
    String marker = file.substring(at, Math.min(file.length(), at + 4000));
    return seen(SourceText.of(marker).line(1), List.of());
  }

  private static BlockSeen seen(String marker, List<Row> rows) {
    return new BlockSeen(
        word(marker, " plan=").map(PlanId::new), word(marker, " at=").map(PlanPath::new), rows);
  }

  /** A word of the marker, written by {@link #word(String)}. */
  private static Optional<String> word(String marker, String name) {
    int at = marker.indexOf(name);
    if (at < 0) {
      return Optional.empty();
    }
    int from = at + name.length();
    int to = marker.indexOf(' ', from);
    String word = to < 0 ? marker.substring(from) : marker.substring(from, to);
    try {
      String id = URLDecoder.decode(word.replace("+", "%2B"), StandardCharsets.UTF_8);
      boolean plain = !id.isEmpty() && id.length() <= 1000 && id.chars().noneMatch(c -> c < ' ');
      return plain ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** An id or a path as one word that cannot end the marker. */
  static String word(String value) {
    StringBuilder word = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 128 && (Ascii.isAlphanumeric(c) || "._/-".indexOf(c) >= 0)) {
        word.append(c);
      } else {
        word.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return word.toString();
  }

  /** The cells of a table row, as written. */
  private static List<String> cells(String row) {
    List<String> cells = new ArrayList<>();
    int from = 1;
    for (int i = 1; i < row.length(); i++) {
      char c = row.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '|') {
        cells.add(row.substring(from, i).strip());
        from = i + 1;
      }
    }
    return cells;
  }

  private static Optional<Row> row(List<String> cells) {
    String link = cells.isEmpty() ? "" : cells.get(0);
    int close = bracket(link);
    int end = close < 0 ? -1 : link.indexOf(')', close);
    if (end < 0) {
      return Optional.empty();
    }
    String title = unescape(link.substring(1, close));
    String shown = FieldBlock.withoutBackticks(link.substring(end + 1).strip());
    StepId id = shown.isEmpty() ? Slug.of(title) : new StepId(shown);
    String status = cells.size() > 1 ? words(cells.get(1)) : "";
    Optional<String> job = cells.size() > 2 ? job(cells.get(2)) : Optional.empty();
    return Slug.isId(id.value()) || id.equals(StatusBlock.UNDECIDED)
        ? Optional.of(new Row(title, id, job, status))
        : Optional.empty();
  }

  /** Where the link text that starts the cell ends. */
  private static int bracket(String cell) {
    for (int i = 1; i + 1 < cell.length(); i++) {
      if (cell.charAt(i) == '\\') {
        i++;
      } else if (cell.charAt(i) == ']' && cell.charAt(i + 1) == '(') {
        return i;
      }
    }
    return -1;
  }

  private static String words(String cell) {
    String words = cell;
    for (StepStatus status : StepStatus.values()) {
      if (words.startsWith(status.sign())) {
        words = words.substring(status.sign().length()).strip();
        break;
      }
    }
    return words.endsWith(StatusBlock.ATTENTION)
        ? words.substring(0, words.length() - StatusBlock.ATTENTION.length()).strip()
        : words;
  }

  private static Optional<String> job(String cell) {
    int open = cell.indexOf("](");
    int close = cell.endsWith(")") ? cell.length() - 1 : -1;
    return open < 0 || close < open + 2
        ? Optional.empty()
        : Optional.of(cell.substring(open + 2, close));
  }

  /** A title as it stands in a row: one line that is nothing but text to Markdown. */
  static String escape(String title) {
    String line = Escape.line(title);
    StringBuilder text = new StringBuilder(line.length() + 8);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean inWord =
          c == '_'
              && i > 0
              && i + 1 < line.length()
              && Character.isLetterOrDigit(line.charAt(i - 1))
              && Character.isLetterOrDigit(line.charAt(i + 1));
      if ("\\`*_[]<>|~&$".indexOf(c) >= 0 && !inWord) {
        text.append('\\');
      }
      text.append(c);
    }
    return text.toString();
  }

  private static String unescape(String text) {
    StringBuilder title = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && "\\`*_[]<>|~&$".indexOf(text.charAt(i + 1)) >= 0) {
        title.append(text.charAt(++i));
      } else {
        title.append(c);
      }
    }
    return Titles.canonical(title.toString());
  }
}
