package dev.setpoint.report;

/**
 * Colour for a terminal, or none for a pipe. Never the only bearer of a meaning: a word or a sign
 * stands beside it.
 */
public enum Ink {
  PLAIN,
  COLOURED;

  public String bold(String text) {
    return paint("1", text);
  }

  public String faint(String text) {
    return paint("2", text);
  }

  public String red(String text) {
    return paint("31", text);
  }

  public String green(String text) {
    return paint("32", text);
  }

  public String yellow(String text) {
    return paint("33", text);
  }

  public String blue(String text) {
    return paint("34", text);
  }

  public String magenta(String text) {
    return paint("35", text);
  }

  public String cyan(String text) {
    return paint("36", text);
  }

  private String paint(String code, String text) {
    return switch (this) {
      case PLAIN -> text;
      case COLOURED -> text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    };
  }
}
