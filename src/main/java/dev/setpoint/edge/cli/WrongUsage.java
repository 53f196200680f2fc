package dev.setpoint.edge.cli;

/**
 * What was asked for cannot be meant so: one sentence says why and what to write instead. Exit code
 * 2.
 */
public final class WrongUsage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WrongUsage(String sentence) {
    super(sentence, null, false, false);
  }

  /** The sentence. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
