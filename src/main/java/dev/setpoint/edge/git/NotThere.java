package dev.setpoint.edge.git;

import java.io.IOException;

/** What was named is not there: asking again does not bring it. */
public final class NotThere extends IOException {
  private static final long serialVersionUID = 1L;

  NotThere(String sentence) {
    super(sentence);
  }

  /** What is missing, and where. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
