package dev.setpoint.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;

/**
 * One class of hostile inputs: {@code = name}, then the input ({@code < } before each line), then
 * the answer ({@code > }). In an input {@code \}{@code u{202E}} is a character, {@code \xFF} a byte
 * and {@code {{text*1000}}} a repetition, with {@code \n} for a line's end; in an answer every
 * character that cannot be seen is written so. {@code -Dhostile.write=true} writes the answers
 * anew: read the difference before committing it.
 */
final class Table {
  static final Path ROOT = Path.of("src/test/resources/hostile");

  private static final Pattern REPEATED = Pattern.compile("\\{\\{(.*?)\\*(\\d+)\\}\\}");
  private static final Pattern SPECIAL =
      Pattern.compile("\\\\u\\{([0-9A-F]+)\\}|\\\\x([0-9A-F]{2})|\\\\r");

  private final Path file;
  private final List<Row> rows;

  /** One line of the table. */
  record Row(String name, String input, String answer) {
    byte[] bytes() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      String text = repeated(input);
      Matcher special = SPECIAL.matcher(text);
      int from = 0;
      while (special.find()) {
        bytes.writeBytes(text.substring(from, special.start()).getBytes(StandardCharsets.UTF_8));
        if (special.group(1) != null) {
          String character = Character.toString(Integer.parseInt(special.group(1), 16));
          bytes.writeBytes(character.getBytes(StandardCharsets.UTF_8));
        } else {
          bytes.write(special.group(2) == null ? '\r' : Integer.parseInt(special.group(2), 16));
        }
        from = special.end();
      }
      bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
      return bytes.toByteArray();
    }

    String text() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }

    private static String repeated(String text) {
      return REPEATED
          .matcher(text)
          .replaceAll(
              m ->
                  Matcher.quoteReplacement(
                      m.group(1).replace("\\n", "\n").repeat(Integer.parseInt(m.group(2)))));
    }
  }

  /** What an input leads to, in words. */
  interface Answer {
    String to(Row row) throws Exception;
  }

  private Table(Path file, List<Row> rows) {
    this.file = file;
    this.rows = rows;
  }

  static Table of(String name) {
    return in(ROOT.resolve(name + ".txt"));
  }

  static Table in(Path file) {
    List<Row> rows = new ArrayList<>();
    String name = "";
    StringBuilder input = new StringBuilder();
    StringBuilder answer = new StringBuilder();
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith("= ")) {
          add(rows, name, input, answer);
          name = line.substring(2);
        } else if (line.startsWith("<")) {
          input.append(line.length() > 2 ? line.substring(2) : "").append('\n');
        } else if (line.startsWith(">")) {
          answer.append(line.length() > 2 ? line.substring(2) : "").append('\n');
        } else if (!line.isBlank() && !line.startsWith("#")) {
          throw new IllegalArgumentException(file + ": " + line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    add(rows, name, input, answer);
    return new Table(file, rows);
  }

  private static void add(List<Row> rows, String name, StringBuilder input, StringBuilder answer) {
    if (!name.isEmpty()) {
      rows.add(new Row(name, input.toString(), answer.toString().stripTrailing()));
    }
    input.setLength(0);
    answer.setLength(0);
  }

  List<Row> rows() {
    return rows;
  }

  /** A test for each input: its answer, and what it cost to find. */
  List<DynamicTest> tests(Answer answer) {
    return rows.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.name(),
                    () -> assertAnswer(row, Cost.within(row.name(), () -> answer.to(row)))))
        .toList();
  }

  /** The same for an answer that measures its own cost. */
  List<DynamicTest> measured(Answer answer) {
    return rows.stream()
        .map(row -> DynamicTest.dynamicTest(row.name(), () -> assertAnswer(row, answer.to(row))))
        .toList();
  }

  /** A test for each input whose answer is known already; the names are those of the table. */
  List<DynamicTest> tests(Map<String, String> answers) {
    if (!writing()) {
      assertThat(answers.keySet()).containsExactlyElementsOf(rows.stream().map(Row::name).toList());
    }
    return answers.entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey(),
                    () ->
                        assertAnswer(
                            rows.stream()
                                .filter(r -> r.name().equals(e.getKey()))
                                .findFirst()
                                .orElse(new Row(e.getKey(), "", "")),
                            e.getValue())))
        .toList();
  }

  private void assertAnswer(Row row, String answer) throws IOException {
    String shown = shown(answer).stripTrailing();
    if (writing()) {
      write(row, shown);
    } else {
      assertThat(shown).as(file.getFileName() + ": " + row.name()).isEqualTo(row.answer());
    }
  }

  private static boolean writing() {
    return Boolean.getBoolean("hostile.write");
  }

  private void write(Row row, String answer) throws IOException {
    StringBuilder all = new StringBuilder();
    Files.readAllLines(file).stream()
        .takeWhile(l -> l.startsWith("#") || l.isBlank())
        .forEach(l -> all.append(l).append('\n'));
    boolean found = false;
    for (Row old : in(file).rows) {
      boolean same = old.name().equals(row.name());
      found |= same;
      all.append(block(same ? new Row(old.name(), old.input(), answer) : old));
    }
    if (!found) {
      all.append(block(new Row(row.name(), row.input(), answer)));
    }
    Files.writeString(file, all.toString().stripTrailing() + "\n");
  }

  private static String block(Row row) {
    StringBuilder block = new StringBuilder("= " + row.name() + "\n");
    row.input().lines().forEach(l -> block.append("< ".concat(l).stripTrailing()).append('\n'));
    row.answer().lines().forEach(l -> block.append("> ".concat(l).stripTrailing()).append('\n'));
    return block.append('\n').toString();
  }

  /** Every character that cannot be seen, as its number; long answers cut. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean seen =
                  c == '\n'
                      || (c >= ' ' && c < 127)
                      || (Character.isLetterOrDigit(c) || "·—–…→✅🟣🔵⚪🟡❌🚫⏭️⚠️§".indexOf(c) >= 0);
              shown.append(seen ? Character.toString(c) : "\\u{%X}".formatted(c));
            });
    StringBuilder cut = new StringBuilder();
    shown
        .toString()
        .lines()
        .limit(12)
        .forEach(
            l -> cut.append(l.length() > 320 ? l.substring(0, 320) + " [cut]" : l).append('\n'));
    return cut.toString();
  }
}
