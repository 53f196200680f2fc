package dev.setpoint.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The run of {@code - key: value} lines under a step's heading. A rule of lines, not a CommonMark
 * list: to CommonMark, fields, a blank line and checkboxes are one list.
 *
 * @param fields in their order
 * @param next the first line after the run, from 1
 */
record FieldBlock(List<Field> fields, int next) {
  private static final Pattern NO_COLON =
      Pattern.compile("[ \\t]*[-*+][ \\t]+([A-Za-z-]{2,20})[ \\t=]+([^ \\t].{0,60})");

  /**
   * One field.
   *
   * @param key as written
   * @param value without surrounding blanks and backticks
   * @param line from 1
   * @param keyIndex from 0, in the line
   * @param valueIndex from 0, in the line
   * @param items the indented lines under it
   */
  record Field(
      String key, String value, int line, int keyIndex, int valueIndex, List<Field> items) {}

  /**
   * Reads the run that starts at the first non-blank line; no fields where that line's key is
   * neither a field's name nor nearly one.
   *
   * @param first the line after the heading, from 1
   * @param last the step's last line
   */
  static FieldBlock read(SourceText source, int first, int last, Findings findings) {
    int line = first;
    while (line <= last && source.isBlank(line)) {
      line++;
    }
    int start = line;
    List<Field> fields = new ArrayList<>();
    Optional<Field> before = Optional.empty();
    int margin = 0;
    for (; line <= last && !source.isBlank(line); line++) {
      String text = source.line(line);
      int indent = indent(text);
      Optional<Field> read = field(text, line);
      Optional<Integer> odd = read.isEmpty() ? oddCharacter(text, line) : Optional.empty();
      if (odd.isPresent()) {
        findings.problem(
            line,
            odd.get(),
            "the character U+%04X keeps this line from being a field"
                .formatted(text.codePointAt(odd.get())),
            "type a plain blank, colon or letter instead, or remove it if nothing is seen there");
        continue;
      }
      if (line == start && (read.isEmpty() || indent > 3 || !opens(read.get(), source, last))) {
        return new FieldBlock(List.of(), start);
      }
      boolean item = before.isPresent() && takesItems(before.get()) && indent > margin;
      if (read.isEmpty()) {
        String hint =
            item
                ? "write each input as `- name: value`"
                : withColon(text, line)
                    .map(meant -> "did you mean `" + meant + "`?")
                    .orElse("leave a blank line between the fields and the description");
        findings.problem(line, Ascii.skipBlanks(text, 0), "expected `- key: value`", hint);
        break;
      }
      if (item) {
        before.get().items().add(verbatim(read.get(), text));
        continue;
      }
      margin = indent;
      Field field = read.get();
      before = read;
      if (Fields.isKnown(field.key())) {
        fields.add(field);
      } else {
        findings.problem(
            line,
            field.keyIndex(),
            "unknown field `" + field.key() + "`",
            Fields.hint(field.key()));
      }
    }
    return new FieldBlock(fields, line);
  }

  /**
   * A field's name in another tool may begin a sentence too; with a field below it, it does not.
   */
  private static boolean opens(Field first, SourceText source, int last) {
    if (opens(first.key()) || !Fields.isNamedElsewhere(first.key())) {
      return opens(first.key());
    }
    for (int line = first.line() + 1; line <= last && !source.isBlank(line); line++) {
      String text = source.line(line);
      if (indent(text) <= 3 && field(text, line).filter(f -> Fields.isKnown(f.key())).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static boolean opens(String key) {
    return Fields.isKnown(key) || Fields.meantBy(key).isPresent();
  }

  /**
   * Where a character stands that looks like a plain one, or like nothing, and without which the
   * line would be a field.
   */
  private static Optional<Integer> oddCharacter(String text, int line) {
    StringBuilder plain = new StringBuilder();
    int odd = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean blank = c > 127 && Character.isSpaceChar(c);
      boolean nothing = c > 127 && Invisible.isInvisible(c);
      boolean colon = c == '\uFF1A';
      if (blank || nothing || colon) {
        odd = odd < 0 ? i : odd;
        plain.append(blank ? " " : colon ? ":" : "");
      } else {
        plain.append(c);
      }
    }
    return odd >= 0 && field(plain.toString(), line).filter(f -> opens(f.key())).isPresent()
        ? Optional.of(odd)
        : Optional.empty();
  }

  /** {@code assign: @bob}, of a line in which only the colon is missing. */
  private static Optional<String> withColon(String text, int line) {
    Matcher m = NO_COLON.matcher(text);
    return m.matches() && opens(m.group(1))
        ? field("- " + m.group(1) + ": " + m.group(2), line)
            .map(f -> Fields.meantBy(f.key()).orElse(f.key()) + ": " + m.group(2).strip())
        : Optional.empty();
  }

  private static boolean takesItems(Field field) {
    return field.value().isEmpty() && (field.key().equals("with") || !Fields.isKnown(field.key()));
  }

  /** The width of the blanks at a line's start. */
  private static int indent(String text) {
    int blanks = Ascii.skipBlanks(text, 0);
    return text.substring(0, blanks).indexOf('\t') < 0 ? blanks : blanks + 3;
  }

  /** A line read as a field, whatever its name. */
  static Optional<Field> field(String text, int line) {
    int i = Ascii.skipBlanks(text, 0);
    if (i + 1 >= text.length()
        || "-*+".indexOf(text.charAt(i)) < 0
        || !Ascii.isBlank(text.charAt(i + 1))) {
      return Optional.empty();
    }
    i = Ascii.skipBlanks(text, i + 1);
    int keyIndex = i;
    while (i < text.length() && inKey(text.charAt(i))) {
      i++;
    }
    int keyEnd = i;
    i = Ascii.skipBlanks(text, i);
    if (keyEnd == keyIndex || i == text.length() || text.charAt(i) != ':') {
      return Optional.empty();
    }
    i++;
    // `**needs:** x` closes its emphasis after the colon.
    String key = text.substring(keyIndex, keyEnd);
    while (i < text.length() && text.charAt(i) == '*' && key.startsWith("*")) {
      i++;
    }
    i = Ascii.skipBlanks(text, i);
    String value = text.substring(i).stripTrailing();
    String bare = withoutBackticks(value);
    int valueIndex = bare.length() == value.length() ? i : i + 1;
    return Optional.of(new Field(key, bare, line, keyIndex, valueIndex, new ArrayList<>()));
  }

  /** An input in list form keeps its backticks: it is handed on as it stands. */
  private static Field verbatim(Field item, String text) {
    String value = text.substring(text.indexOf(':', item.keyIndex()) + 1).strip();
    return new Field(item.key(), value, item.line(), item.keyIndex(), item.valueIndex(), List.of());
  }

  /** The inside of a value that is one code span. */
  static String withoutBackticks(String value) {
    boolean span =
        value.length() > 2 && value.charAt(0) == '`' && value.indexOf('`', 1) == value.length() - 1;
    return span ? value.substring(1, value.length() - 1).strip() : value;
  }

  private static boolean inKey(char c) {
    return Ascii.isAlphanumeric(c) || c == '-' || c == '_' || c == '*' || c == '`';
  }
}
