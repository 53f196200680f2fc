package dev.setpoint.sandbox.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GitHub's <code>${{ }}</code> expressions, as far as run names and concurrency groups use them:
 * dotted names, string and number literals, {@code == != && || !}, parentheses, {@code format}.
 * What it cannot read evaluates to the empty string, as an unknown name does on GitHub.
 */
public final class Expression {
  private static final Pattern PLACE = Pattern.compile("\\$\\{\\{(.*?)}}", Pattern.DOTALL);
  private static final Pattern TOKEN =
      Pattern.compile("\\s*('(?:[^']|'')*'|&&|\\|\\||==|!=|[!(),]|[\\w.\\-\\[\\]*]+)");

  private final List<String> tokens;
  private final Map<String, String> names;
  private int at;

  private Expression(List<String> tokens, Map<String, String> names) {
    this.tokens = tokens;
    this.names = names;
  }

  /**
   * The text with each placeholder replaced.
   *
   * @param names dotted names in lower case to their values
   */
  public static String fill(String text, Map<String, String> names) {
    Matcher place = PLACE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (place.find()) {
      place.appendReplacement(filled, Matcher.quoteReplacement(evaluate(place.group(1), names)));
    }
    return place.appendTail(filled).toString();
  }

  private static String evaluate(String source, Map<String, String> names) {
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(source.strip());
    while (token.lookingAt()) {
      tokens.add(token.group(1));
      token.region(token.end(), source.strip().length());
    }
    return new Expression(tokens, names).or();
  }

  private String or() {
    String left = and();
    while (accepts("||")) {
      String right = and();
      left = truthy(left) ? left : right;
    }
    return left;
  }

  private String and() {
    String left = equality();
    while (accepts("&&")) {
      String right = equality();
      left = truthy(left) ? right : left;
    }
    return left;
  }

  private String equality() {
    String left = unary();
    while (true) {
      if (accepts("==")) {
        left = String.valueOf(left.equalsIgnoreCase(unary())); // GitHub ignores case here
      } else if (accepts("!=")) {
        left = String.valueOf(!left.equalsIgnoreCase(unary()));
      } else {
        return left;
      }
    }
  }

  private String unary() {
    return accepts("!") ? String.valueOf(!truthy(unary())) : primary();
  }

  private String primary() {
    if (accepts("(")) {
      String inner = or();
      accepts(")");
      return inner;
    }
    if (at >= tokens.size()) {
      return "";
    }
    String token = tokens.get(at++);
    if (token.startsWith("'")) {
      return token.substring(1, token.length() - 1).replace("''", "'");
    }
    if (accepts("(")) {
      return call(token.toLowerCase(Locale.ROOT));
    }
    boolean literal = token.matches("-?[0-9.]+|true|false");
    return literal ? token : names.getOrDefault(token.toLowerCase(Locale.ROOT), "");
  }

  private String call(String function) {
    List<String> arguments = new ArrayList<>();
    while (at < tokens.size() && !accepts(")")) {
      arguments.add(or());
      accepts(",");
    }
    if (!function.equals("format") || arguments.isEmpty()) {
      return "";
    }
    String text = arguments.get(0);
    for (int i = 1; i < arguments.size(); i++) {
      text = text.replace("{" + (i - 1) + "}", arguments.get(i));
    }
    return text;
  }

  private boolean accepts(String token) {
    boolean here = at < tokens.size() && tokens.get(at).equals(token);
    if (here) {
      at++;
    }
    return here;
  }

  private static boolean truthy(String value) {
    return !value.isEmpty() && !value.equals("false") && !value.equals("0");
  }
}
