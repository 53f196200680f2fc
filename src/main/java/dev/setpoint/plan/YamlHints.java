package dev.setpoint.plan;

/** What mends YAML that its parser cannot read, told from the parser's own words. */
final class YamlHints {
  private YamlHints() {}

  static String of(String problem) {
    if (problem.contains("stream end") || problem.contains("<document end>")) {
      return "something is opened and never closed: a quote, a `[` or a `{`";
    }
    if (problem.contains("mapping values are not allowed")) {
      return "put quotes around a value that holds `: `";
    }
    if (problem.contains("\\t") || problem.contains("tab")) {
      return "indent with blanks, not with tabs";
    }
    if (problem.contains("could not find expected ':'")) {
      return "write `key: value`, with a colon and a blank";
    }
    if (problem.contains("cannot start any token")) {
      return "put quotes around a value that begins so";
    }
    if (problem.contains("expected <block end>")) {
      return "lines of one level begin in the same column";
    }
    if (problem.contains("',' or ']'") || problem.contains("',' or '}'")) {
      return "close the bracket, and put commas between what is in it";
    }
    return "one `key: value` a line; put quotes around a value with special characters";
  }
}
