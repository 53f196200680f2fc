package dev.setpoint.plan;

import java.nio.charset.StandardCharsets;

/** A file made up by the fuzzer: nothing throws, every byte outside the block stays. */
public final class PlanFuzz {
  private PlanFuzz() {}

  /** The name that Jazzer looks for. */
  public static void fuzzerTestOneInput(byte[] file) {
    BlockFuzzTest.check(file, "fuzzed");
    SkimTest.compared(new String(file, StandardCharsets.UTF_8));
  }
}
