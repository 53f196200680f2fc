package dev.setpoint.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The front matter's {@code vars:}, and what <code>${{ vars.x }}</code> stands for in a text.
 *
 * <p>Exactly that form is a variable. <code>$${{</code> stands for a literal <code>${{</code>, and
 * every other <code>${{ … }}</code> is text like any other: plans quote workflows.
 *
 * @param values by name
 */
record Vars(Map<String, String> values) {
  static final Vars NONE = new Vars(Map.of());

  /** It bounds what a text full of references can grow to. */
  private static final int LONGEST = 500;

  private static final String OPEN = "${{";
  private static final String CLOSE = "}}";

  /** Reads the mapping; what cannot be a variable is reported and left out. */
  static Vars read(Keys front, Findings findings) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Yaml.Entry entry : front.mapping("vars").map(Yaml.Entries::entries).orElse(List.of())) {
      Yaml.Word key = entry.key();
      String name = key.text();
      if (!isName(name)) {
        findings.problem(
            key.line(),
            key.index(),
            "`" + name + "` cannot be a variable's name",
            "letters, digits, `_` and `-`, a letter first");
      } else if (!(entry.value() instanceof Yaml.Word value)) {
        findings.problem(
            entry.value().line(), entry.value().index(), "`" + name + "` must be one value");
      } else if (value.text().length() > LONGEST
          || value.text().chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
        findings.problem(
            value.line(),
            value.index(),
            "`" + name + "` must be one line of at most " + LONGEST + " characters");
      } else {
        values.put(name, value.absent() ? "" : value.text());
      }
    }
    return new Vars(Map.copyOf(values));
  }

  /** The text with every known variable's value in its place. */
  String fill(String text) {
    int at = text.indexOf(OPEN);
    if (at < 0) {
      return text;
    }
    StringBuilder filled = new StringBuilder(text.length());
    int from = 0;
    for (; at >= 0; at = text.indexOf(OPEN, Math.max(from, at + OPEN.length()))) {
      if (isLiteral(text, at)) {
        // Of the two dollars one stays.
        filled.append(text, from, at);
        from = at + 1;
        continue;
      }
      Optional<Use> use = use(text, at);
      String value = use.map(u -> values.get(u.name())).orElse(null);
      if (value != null) {
        filled.append(text, from, at).append(value);
        from = use.get().end();
      }
    }
    return filled.append(text, from, text.length()).toString();
  }

  /** The same in everything that a piece of YAML holds. */
  Yaml fill(Yaml yaml) {
    return switch (yaml) {
      case Yaml.Word w -> new Yaml.Word(fill(w.text()), w.quoted(), w.line(), w.index());
      case Yaml.Items i ->
          new Yaml.Items(i.items().stream().map(this::fill).toList(), i.line(), i.index());
      case Yaml.Entries e -> fill(e);
    };
  }

  Yaml.Entries fill(Yaml.Entries mapping) {
    List<Yaml.Entry> entries = new ArrayList<>();
    mapping.entries().forEach(e -> entries.add(new Yaml.Entry(e.key(), fill(e.value()))));
    return new Yaml.Entries(List.copyOf(entries), mapping.line(), mapping.index());
  }

  /**
   * Reports each use of a variable that does not exist.
   *
   * @param from where in the source to begin
   * @param to where to end
   */
  void check(SourceText source, int from, int to, Findings findings) {
    String text = source.text();
    for (Optional<Use> use = unknownIn(text, from, to); use.isPresent(); ) {
      int line = source.lineAt(use.get().at());
      String name = use.get().name();
      findings.problem(line, use.get().at() - source.start(line), unknown(name), hint(name));
      use = unknownIn(text, use.get().end(), to);
    }
  }

  /** The first use of a variable that does not exist. */
  Optional<Use> unknownIn(String text) {
    return unknownIn(text, 0, text.length());
  }

  private Optional<Use> unknownIn(String text, int from, int to) {
    for (int at = text.indexOf(OPEN, from, to); at >= 0; at = text.indexOf(OPEN, at + 1, to)) {
      Optional<Use> use = isLiteral(text, at) ? Optional.empty() : use(text, at);
      if (use.filter(u -> u.end() <= to && !values.containsKey(u.name())).isPresent()) {
        return use;
      }
    }
    return Optional.empty();
  }

  static String unknown(String name) {
    return "there is no variable `" + name + "`";
  }

  /** What was probably meant by an unknown name. */
  Optional<String> hint(String name) {
    return Spelling.nearest(name, values.keySet().stream().sorted().toList())
        .map(near -> "did you mean `vars." + near + "`?")
        .or(
            () ->
                Optional.of(
                    "add `"
                        + name
                        + ": value` under `vars:` in the front matter, or write `$${{`"
                        + " for a literal `${{`"));
  }

  /**
   * One reference in a text.
   *
   * @param at where it begins
   * @param end where it ends
   */
  record Use(String name, int at, int end) {}

  private static boolean isLiteral(String text, int at) {
    return at > 0 && text.charAt(at - 1) == '$';
  }

  private static Optional<Use> use(String text, int at) {
    int i = Ascii.skipBlanks(text, at + OPEN.length());
    if (!text.startsWith("vars.", i)) {
      return Optional.empty();
    }
    int start = i + "vars.".length();
    int end = start;
    while (end < text.length() && inName(text.charAt(end))) {
      end++;
    }
    int close = Ascii.skipBlanks(text, end);
    return end > start && text.startsWith(CLOSE, close)
        ? Optional.of(new Use(text.substring(start, end), at, close + CLOSE.length()))
        : Optional.empty();
  }

  static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= 100
        && !Ascii.isDigit(name.charAt(0))
        && name.charAt(0) != '-'
        && name.chars().allMatch(c -> inName((char) c));
  }

  static boolean inName(char c) {
    return Ascii.isAlphanumeric(c) || c == '_' || c == '-';
  }
}
