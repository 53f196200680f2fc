package dev.setpoint.report;

/** Text of strangers in XML and HTML: nothing of it is ever markup. */
final class Markup {
  private Markup() {}

  /** One line that may stand in an element or in a quoted attribute. */
  static String text(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    Sentences.line(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                  // What XML does not allow, lone surrogates among it, would spoil the document.
                  boolean allowed =
                      c >= ' ' && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
                  safe.appendCodePoint(allowed ? c : 0xFFFD);
                }
              }
            });
    return safe.toString();
  }

  /** The same, cut to so many characters. */
  static String brief(String text, int most) {
    String line = Sentences.line(text);
    if (line.codePointCount(0, line.length()) <= most) {
      return text(line);
    }
    return text(line.substring(0, line.offsetByCodePoints(0, most - 1)).strip() + "…");
  }
}
