package dev.setpoint.plan;

import dev.setpoint.plan.Condition.Part;
import dev.setpoint.plan.FieldBlock.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads an {@code if:}: {@code ||}, {@code &&}, {@code !}, {@code ==}, {@code !=}, parentheses,
 * {@code 'text'}, {@code vars.x}, {@code steps.<id>.outcome}, {@code success()}, {@code failed()},
 * {@code failure()}, {@code cancelled()}, {@code always()}.
 */
final class ConditionReader {
  private static final int LONGEST = 1000;
  private static final int DEEPEST = 30;
  private static final List<String> FUNCTIONS =
      List.of("success", "failed", "failure", "cancelled", "always");
  private static final List<String> OUTCOMES = List.of("done", "failed", "cancelled", "skipped");

  private final Field field;
  private final String text;
  private final Vars vars;
  private final List<Reference> names = new ArrayList<>();
  private boolean asks;
  private int at;
  private int depth;

  private ConditionReader(Field field, Vars vars) {
    this.field = field;
    this.text = field.value();
    this.vars = vars;
  }

  /** The condition; empty when it cannot be read, which is then reported. */
  static Optional<Condition> read(Field field, Vars vars, Findings findings) {
    if (field.value().isEmpty()) {
      return Optional.empty();
    }
    ConditionReader reader = new ConditionReader(field, vars);
    try {
      if (field.value().length() > LONGEST) {
        throw reader.wrong(0, "longer than 1,000 characters", "make several steps of it");
      }
      Part root = reader.either();
      if (reader.skip() < reader.text.length()) {
        throw reader.wrong(reader.at, "expected `&&`, `||` or the end here", reader.operatorHint());
      }
      return Optional.of(
          new Condition(field.value(), root, List.copyOf(reader.names), reader.asks));
    } catch (Wrong e) {
      findings.problem(field.line(), field.valueIndex() + e.index, e.message, e.hint);
      return Optional.empty();
    }
  }

  private Part either() throws Wrong {
    int from = skip();
    Part left = both();
    while (take("||")) {
      decides(left, from);
      int right = skip();
      left = new Condition.Both(left, false, decides(both(), right));
    }
    return depth == 0 ? decides(left, from) : left;
  }

  private Part both() throws Wrong {
    int from = skip();
    Part left = comparison();
    while (take("&&")) {
      decides(left, from);
      int right = skip();
      left = new Condition.Both(left, true, decides(comparison(), right));
    }
    return left;
  }

  private Part comparison() throws Wrong {
    Part left = operand();
    skip();
    boolean equal = take("==");
    if (!equal && !take("!=")) {
      if (peek() == '=') {
        throw wrong(at, "a single `=` compares nothing", "write `==`");
      }
      return left;
    }
    int from = skip();
    Part right = operand();
    return new Condition.Same(word(left, right, from), equal, word(right, left, from));
  }

  /** What an outcome is compared with must be one; GitHub's words are taken for ours. */
  private Part word(Part part, Part other, int index) throws Wrong {
    if (!(other instanceof Condition.Outcome)
        || !(part instanceof Condition.Literal literal)
        || literal.text().isEmpty()) {
      return part;
    }
    String word =
        switch (literal.text().toLowerCase(Locale.ROOT)) {
          case "success" -> "done";
          case "failure" -> "failed";
          default -> literal.text().toLowerCase(Locale.ROOT);
        };
    if (!OUTCOMES.contains(word)) {
      throw wrong(
          index,
          "`" + literal.text() + "` is no outcome of a step",
          Spelling.hint(literal.text(), OUTCOMES)
              .orElse("an outcome is `'done'`, `'failed'`, `'cancelled'` or `'skipped'`"));
    }
    return new Condition.Literal(word, false);
  }

  private Part operand() throws Wrong {
    int from = skip();
    if (take("!")) {
      return deeper(
          () -> {
            int index = skip();
            return new Condition.Not(decides(operand(), index));
          });
    }
    if (take("${{")) {
      return bracketed(from, "}}");
    }
    if (take("(")) {
      return bracketed(from, ")");
    }
    char c = peek();
    if (c == '\'') {
      return quoted();
    }
    if (c == '"') {
      throw wrong(at, "text stands in single quotes", "write `'…'`");
    }
    if (!Vars.inName(c)) {
      throw wrong(
          at,
          c == END ? "the condition ends too early" : "`" + c + "` cannot stand here",
          "`vars.x`, `steps.<id>.outcome`, `'text'`, `failed()`, `success()`, `always()` or"
              + " `cancelled()` can");
    }
    while (Vars.inName(peek()) || peek() == '.') {
      at++;
    }
    return named(text.substring(from, at), from);
  }

  private Part bracketed(int from, String close) throws Wrong {
    Part inner = deeper(this::either);
    skip();
    if (!take(close)) {
      throw wrong(from, "this bracket is never closed", "write `" + close + "` after it");
    }
    return inner;
  }

  private Part quoted() throws Wrong {
    int from = at++;
    StringBuilder word = new StringBuilder();
    while (peek() != END) {
      char c = text.charAt(at++);
      if (c != '\'') {
        word.append(c);
      } else if (peek() == '\'') {
        // As in GitHub Actions: two quotes are one.
        word.append(text.charAt(at++));
      } else {
        return new Condition.Literal(word.toString(), false);
      }
    }
    throw wrong(from, "this text is never closed", "write `'` after it");
  }

  private Part named(String word, int from) throws Wrong {
    skip();
    if (take("(")) {
      skip();
      if (!take(")")) {
        throw wrong(
            at,
            "`" + word + "()` takes nothing in its brackets",
            "of one step: `steps.<id>.outcome == 'failed'`");
      }
      if (!FUNCTIONS.contains(word)) {
        throw wrong(
            from,
            "there is no function `" + word + "()`",
            Spelling.hint(word, FUNCTIONS).orElse("`" + String.join("()`, `", FUNCTIONS) + "()`"));
      }
      asks = true;
      return new Condition.Call(Condition.Function.valueOf(word.toUpperCase(Locale.ROOT)));
    }
    if (word.equals("true") || word.equals("false")) {
      return new Condition.Literal(word, true);
    }
    if (word.startsWith("vars.")) {
      String name = word.substring("vars.".length());
      String value = vars.values().get(name);
      if (value == null) {
        throw wrong(from, Vars.unknown(name), vars.hint(name).orElse(""));
      }
      return new Condition.Literal(value, true);
    }
    String[] path = word.split("\\.", -1);
    boolean outcome = path.length == 3 && path[0].equals("steps") && path[2].equals("outcome");
    if (!outcome) {
      throw wrong(from, "`" + word + "` means nothing here", hint(word, path));
    }
    names.add(new Reference(path[1], field.line(), field.valueIndex() + from + "steps.".length()));
    return new Condition.Outcome(new StepId(path[1]));
  }

  private static String hint(String word, String[] path) {
    if (path.length >= 2 && (path[0].equals("steps") || path[0].equals("needs"))) {
      return "did you mean `steps." + path[1] + ".outcome`?";
    }
    if (FUNCTIONS.contains(word)) {
      return "write `" + word + "()`";
    }
    if (word.indexOf('.') >= 0) {
      return "a condition knows `vars.x` and `steps.<id>.outcome`; text stands in single quotes: `'"
          + word
          + "'`";
    }
    return "text stands in single quotes: `'" + word + "'`; a variable is `vars." + word + "`";
  }

  private Part decides(Part part, int index) throws Wrong {
    if (!part.decides()) {
      throw wrong(index, "this is neither true nor false", "compare it: `… == 'done'`");
    }
    return part;
  }

  private String operatorHint() {
    String rest = text.substring(at).toLowerCase(Locale.ROOT);
    return rest.startsWith("and ")
        ? "write `&&`"
        : rest.startsWith("or ")
            ? "write `||`"
            : "compare with `==` or `!=`, join with `&&` or `||`";
  }

  private static final char END = '\0';

  private char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private int skip() {
    at = Ascii.skipBlanks(text, at);
    return at;
  }

  private boolean take(String word) {
    skip();
    // `!=` is not a `!`.
    if (!text.startsWith(word, at) || (word.equals("!") && text.startsWith("!=", at))) {
      return false;
    }
    at += word.length();
    return true;
  }

  private Part deeper(Inner inner) throws Wrong {
    if (++depth > DEEPEST) {
      throw wrong(at, "nested too deeply", "make several steps of it");
    }
    Part part = inner.read();
    depth--;
    return part;
  }

  private interface Inner {
    Part read() throws Wrong;
  }

  private Wrong wrong(int index, String message, String hint) {
    return new Wrong(index, message, hint);
  }

  /** Ends the reading; never leaves this class. */
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;
    private final int index;
    private final String message;
    private final String hint;

    Wrong(int index, String message, String hint) {
      super(message, null, false, false);
      this.index = index;
      this.message = message;
      this.hint = hint;
    }
  }
}
