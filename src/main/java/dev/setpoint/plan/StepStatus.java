package dev.setpoint.plan;

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
