package dev.setpoint.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names a step's fields may have. */
final class Fields {
  /** Kinds that exclude each other; a step without one is a person's. */
  static final List<String> KINDS = List.of("workflow", "agent", "wait", "until", "plan");

  static final List<String> ALL =
      List.of(
          "assign",
          "workflow",
          "with",
          "needs",
          "id",
          "skip",
          "retries",
          "timeout",
          "agent",
          "wait",
          "until",
          "plan",
          "due",
          "remind",
          "if",
          "optional",
          "parallel");

  /** Names of steps, which no variable may change. */
  static final List<String> VERBATIM = List.of("id", "needs", "if");

  /** Long enough to tell a slip from another word. */
  private static final List<String> LONG = ALL.stream().filter(k -> k.length() > 3).toList();

  /** Names from other tools. */
  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("depends-on", "needs"),
          Map.entry("depends_on", "needs"),
          Map.entry("dependson", "needs"),
          Map.entry("depends", "needs"),
          Map.entry("after", "needs"),
          Map.entry("requires", "needs"),
          Map.entry("assignee", "assign"),
          Map.entry("assignees", "assign"),
          Map.entry("owner", "assign"),
          Map.entry("retry", "retries"),
          Map.entry("inputs", "with"),
          Map.entry("input", "with"),
          Map.entry("deadline", "due"),
          Map.entry("when", "if"));

  /** Those that nobody uses as the first word of a sentence. */
  private static final Set<String> NEVER_PROSE =
      Set.of("depends-on", "depends_on", "dependson", "assignee", "assignees");

  private Fields() {}

  static boolean isKnown(String key) {
    return ALL.contains(key);
  }

  /**
   * The field that a first key was probably meant to be: emphasis and case aside, within a slip or
   * two, or the same field's name in another tool.
   */
  static Optional<String> meantBy(String written) {
    String key = plain(written);
    if (isKnown(key)) {
      return Optional.of(key);
    }
    return NEVER_PROSE.contains(key)
        ? Optional.ofNullable(SYNONYMS.get(key))
        : Spelling.nearest(key, LONG);
  }

  /** Whether another tool calls one of our fields so. */
  static boolean isNamedElsewhere(String written) {
    return SYNONYMS.containsKey(written);
  }

  /** What to do about a key that is not known. */
  static Optional<String> hint(String written) {
    String key = plain(written);
    if (isKnown(key)) {
      return Optional.of("write it plainly and in lower case: `" + key + ":`");
    }
    if (key.equals("vars")) {
      return Optional.of("`vars` belongs in the front matter");
    }
    if (SYNONYMS.containsKey(key)) {
      return Optional.of("did you mean `" + SYNONYMS.get(key) + "`?");
    }
    return Spelling.hint(key, ALL)
        .or(
            () ->
                Optional.of(
                    "leave a blank line before it if it is text; the fields are `"
                        + String.join("`, `", ALL)
                        + "`"));
  }

  private static String plain(String written) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c != '*' && c != '`' && !(c == '_' && key.isEmpty())) {
        key.append(Character.toLowerCase(c));
      }
    }
    while (!key.isEmpty() && key.charAt(key.length() - 1) == '_') {
      key.setLength(key.length() - 1);
    }
    return key.toString();
  }
}
