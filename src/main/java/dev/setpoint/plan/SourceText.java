package dev.setpoint.plan;

import java.util.Arrays;

/**
 * A file's text cut into lines: turns a place in the text into the line and column a person sees. A
 * line ends with LF, CRLF or CR, as in CommonMark.
 */
public final class SourceText {
  private final String text;
  private final int[] starts;
  private final int count;

  private SourceText(String text, int[] starts, int count) {
    this.text = text;
    this.starts = starts;
    this.count = count;
  }

  /** Of a text; a byte-order mark at its start belongs to no line. */
  public static SourceText of(String text) {
    return of(text, text.startsWith("\uFEFF") ? 1 : 0);
  }

  /** Of a text whose first line begins at {@code from}. */
  static SourceText of(String text, int from) {
    int[] starts = new int[Math.max(16, text.length() / 32)];
    int count = 0;
    starts[count++] = from;
    int feed = text.indexOf('\n', from);
    int carriage = text.indexOf('\r', from);
    while (feed >= 0 || carriage >= 0) {
      boolean alone = carriage >= 0 && (feed < 0 || carriage < feed - 1);
      int end = alone ? carriage : feed;
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = end + 1;
      feed = behind(end, text, '\n', feed);
      carriage = behind(end, text, '\r', carriage);
    }
    return new SourceText(text, starts, count);
  }

  /** The character's next place behind a line's end, where it was last found at {@code at}. */
  private static int behind(int end, String text, char c, int at) {
    return at < 0 || at > end ? at : text.indexOf(c, end + 1);
  }

  /** The whole text. */
  public String text() {
    return text;
  }

  /** How many lines there are; the one after a final line ending counts, and is empty. */
  public int lines() {
    return count;
  }

  /** The characters of a line (from 1) without its ending; empty beyond the last. */
  public String line(int number) {
    return number < 1 || number > count ? "" : text.substring(start(number), end(number));
  }

  /** Where a line (from 1) begins; the text's end for lines beyond the last. */
  int start(int number) {
    return number > count ? text.length() : starts[number - 1];
  }

  /** Where a line's characters end, before its line ending. */
  int end(int number) {
    if (number >= count) {
      return text.length();
    }
    int end = next(number) - 1;
    boolean crlf = end > start(number) && text.charAt(end) == '\n' && text.charAt(end - 1) == '\r';
    return crlf ? end - 1 : end;
  }

  /** Where the next line begins, or the text ends. */
  int next(int number) {
    return number >= count ? text.length() : starts[number];
  }

  /** The line (from 1) that holds this place. */
  int lineAt(int offset) {
    int found = Arrays.binarySearch(starts, 0, count, offset);
    return Math.max(1, found >= 0 ? found + 1 : -found - 1);
  }

  /** The column (from 1, in characters) of a place given by its line and its index in it. */
  int column(int number, int index) {
    int from = start(number);
    return text.codePointCount(from, Math.min(text.length(), from + index)) + 1;
  }

  boolean isBlank(int number) {
    for (int i = start(number); i < end(number); i++) {
      if (!Ascii.isBlank(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The file's own line ending: its first one; LF where there is none. */
  String ending() {
    if (count < 2) {
      return "\n";
    }
    int end = starts[1];
    if (text.charAt(end - 1) == '\r') {
      return "\r";
    }
    return end >= 2 && text.charAt(end - 2) == '\r' ? "\r\n" : "\n";
  }
}
