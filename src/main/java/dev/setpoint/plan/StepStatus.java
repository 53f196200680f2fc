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

  private static final StepStatus[] ALL = values();

  private final String sign;
  private final String word;

  StepStatus(String sign) {
    this.sign = sign;
    this.word = name().toLowerCase(Locale.ROOT);
  }

  /** The status whose words a row shows; waiting where they are nobody's. */
  public static StepStatus ofWords(String words) {
    for (StepStatus status : ALL) {
      if (words.startsWith(status == NEEDS_PERSON ? "needs" : status.word)) {
        return status;
      }
    }
    return WAITING;
  }

  public String sign() {
    return sign;
  }

  /** The word programs read: {@code needs_person}, {@code done}, … */
  public String word() {
    return word;
  }

  /** Whether steps that need this one may start. */
  public boolean satisfies() {
    return this == DONE || this == SKIPPED;
  }
}
