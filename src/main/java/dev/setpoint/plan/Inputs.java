package dev.setpoint.plan;

import dev.setpoint.plan.FieldBlock.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a workflow's inputs from {@code with:}, on its line or as a list under it. */
final class Inputs {
  /** GitHub takes 25; one of them carries Setpoint's key. */
  private static final int MOST = 24;

  private Inputs() {}

  /** The values by name, in the plan's order. */
  static Map<String, String> read(Optional<Field> with, Vars vars, Findings findings) {
    if (with.isEmpty()) {
      return Map.of();
    }
    Field field = with.get();
    Map<String, String> inputs = new LinkedHashMap<>();
    for (Field input : field.items().isEmpty() ? onTheLine(field, findings) : field.items()) {
      String name = input.key();
      if (!isName(name)) {
        problem(input, "`" + name + "` cannot be an input's name", findings);
      } else if (name.equals("setpoint")) {
        problem(input, "the input `setpoint` is filled in by Setpoint itself", findings);
      } else if (inputs.putIfAbsent(name, vars.fill(input.value())) != null) {
        problem(input, "the input `" + name + "` is given twice", findings);
      }
    }
    if (inputs.size() > MOST) {
      problem(field, "more inputs than GitHub takes: 25, of which one is Setpoint's", findings);
    }
    return Collections.unmodifiableMap(inputs);
  }

  private static void problem(Field field, String message, Findings findings) {
    findings.problem(field.line(), field.keyIndex(), message);
  }

  /** {@code a=1, b=2}. */
  private static List<Field> onTheLine(Field with, Findings findings) {
    List<Field> inputs = new ArrayList<>();
    String value = with.value();
    for (int from = 0; from < value.length() && inputs.size() <= MOST; ) {
      int comma = value.indexOf(',', from);
      int end = comma < 0 ? value.length() : comma;
      String piece = value.substring(from, end);
      int index = with.valueIndex() + from + (piece.length() - piece.stripLeading().length());
      String input = FieldBlock.withoutBackticks(piece.strip());
      int equals = input.indexOf('=');
      if (equals > 0) {
        String given = FieldBlock.withoutBackticks(input.substring(equals + 1).strip());
        String name = input.substring(0, equals).strip();
        inputs.add(new Field(name, given, with.line(), index, index, List.of()));
      } else {
        findings.problem(
            with.line(),
            index,
            "`" + input + "` is not `name=value`",
            "a value with a comma goes on a line of its own: `  - name: value`");
      }
      from = end + 1;
    }
    return inputs;
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && !Ascii.isDigit(name.charAt(0))
        && name.chars().allMatch(c -> Ascii.isAlphanumeric(c) || c == '-' || c == '_');
  }
}
