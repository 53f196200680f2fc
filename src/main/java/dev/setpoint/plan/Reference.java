package dev.setpoint.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * One name in a {@code needs:} field: an id or a title.
 *
 * @param name without its quotes
 * @param line of the file, from 1
 * @param index of its first character in that line, from 0
 */
record Reference(String name, int line, int index) {

  /**
   * Cuts a field's value at its commas; a name in quotes or backticks may hold commas itself.
   *
   * @param index of the value's first character in its line, from 0
   */
  static List<Reference> list(String value, int line, int index) {
    List<Reference> names = new ArrayList<>();
    int i = 0;
    while (i < value.length()) {
      char c = value.charAt(i);
      if (c == ',' || Ascii.isBlank(c)) {
        i++;
        continue;
      }
      int close = c == '"' || c == '`' ? value.indexOf(c, i + 1) : -1;
      if (close > i + 1 && endsName(value, close + 1)) {
        names.add(new Reference(value.substring(i + 1, close).strip(), line, index + i));
        i = close + 1;
      } else {
        int comma = value.indexOf(',', i);
        int end = comma < 0 ? value.length() : comma;
        names.add(new Reference(value.substring(i, end).strip(), line, index + i));
        i = end;
      }
    }
    return names;
  }

  private static boolean endsName(String value, int from) {
    String rest = value.substring(from).stripLeading();
    return rest.isEmpty() || rest.charAt(0) == ',';
  }
}
