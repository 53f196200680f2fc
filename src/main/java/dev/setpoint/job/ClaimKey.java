package dev.setpoint.job;

import dev.setpoint.plan.Fingerprint;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepId;
import java.util.Locale;

/**
 * The key of the claims protocol: one attempt of one step of one plan. GitHub may be asked at most
 * once to create its job.
 *
 * @param attempt from 1
 */
public record ClaimKey(PlanId plan, StepId step, int attempt) implements Comparable<ClaimKey> {
  /** Where all claims live. */
  public static final String CLAIMS = "refs/setpoint/claims/";

  /** Where the guard of a step workflow notes which run took the key. */
  public static final String STARTED = "refs/setpoint/started/";

  private static final int LONGEST_SLUG = 40;

  /**
   * The claim's ref; of fixed depth, and different for ids that differ only in case, dots or
   * slashes.
   */
  public String ref() {
    return CLAIMS + path();
  }

  /** The ref the guard creates when a run takes this key. */
  public String startedRef() {
    return STARTED + path();
  }

  /**
   * {@code <plan>/<step>/<attempt>} as ref components: what a marker and a workflow input carry.
   */
  public String path() {
    return component(plan.value()) + "/" + component(step.value()) + "/" + attempt;
  }

  /** Whether it is an attempt of this step. */
  public boolean isOf(PlanId other, StepId which) {
    return step.equals(which) && plan.equals(other);
  }

  public ClaimKey next() {
    return new ClaimKey(plan, step, attempt + 1);
  }

  /** One ref component: the readable slug and 16 hex digits of the SHA-256 of the exact id. */
  static String component(String id) {
    StringBuilder slug = new StringBuilder();
    for (char c : id.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (plain) {
        slug.append(c);
      } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
        slug.append('-');
      }
    }
    String cut = slug.substring(0, Math.min(LONGEST_SLUG, slug.length()));
    return cut + (cut.endsWith("-") ? "" : "-") + Fingerprint.exact(id);
  }

  @Override
  public int compareTo(ClaimKey other) {
    int byPlan = plan.compareTo(other.plan);
    int byStep = byPlan != 0 ? byPlan : step.compareTo(other.step);
    return byStep != 0 ? byStep : Integer.compare(attempt, other.attempt);
  }

  @Override
  public String toString() {
    return plan + "/" + step + "/" + attempt;
  }
}
