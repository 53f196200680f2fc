package dev.setpoint.edge;

/** The one JVM-wide switch that keeps a POST from being sent twice. */
public final class Posts {
  private Posts() {}

  /**
   * Turns off the JDK's own repetition of a POST whose connection closed without an answer (it is
   * on by default, measured on 17 and 25). The JDK reads the property when its HTTP client is first
   * used, so every class here that opens a connection calls this from its static initialiser.
   */
  public static void neverRepeat() {
    System.setProperty("sun.net.http.retryPost", "false");
  }
}
