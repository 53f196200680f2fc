package dev.setpoint.plan;

import java.util.Arrays;
import java.util.Locale;

/** The closed list of what a step can be, each a word and a sign, never colour alone. */
public enum StepStatus {
  WAITING("⚪"),
  READY("🟡"),
  RUNNING("🔵"),
  NEEDS_PERSON("🟣"),
  DONE("✅"),
  FAILED("❌"),
  CANCELLED("🚫"),
  SKIPPED("⏭️");

  private final String sign;

  StepStatus(String sign) {
    this.sign = sign;
  }

  /** The status whose words a row shows; waiting where they are nobody's. */
  public static StepStatus ofWords(String words) {
    return Arrays.stream(values())
        .filter(s -> words.startsWith(s == NEEDS_PERSON ? "needs" : s.word()))
        .findFirst()
        .orElse(WAITING);
  }

  public String sign() {
    return sign;
  }

  /** The word programs read: {@code needs_person}, {@code done}, … */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether steps that need this one may start. */
  public boolean satisfies() {
    return this == DONE || this == SKIPPED;
  }
}
