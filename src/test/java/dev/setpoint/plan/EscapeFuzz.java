package dev.setpoint.plan;

import java.nio.charset.StandardCharsets;

/** A text made up by the fuzzer: escaped, it orders nothing. */
public final class EscapeFuzz {
  private EscapeFuzz() {}

  /** The name that Jazzer looks for. */
  public static void fuzzerTestOneInput(byte[] text) {
    EscapeTest.check(new String(text, StandardCharsets.UTF_8));
  }
}
