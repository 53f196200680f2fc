package dev.setpoint.plan;

/**
 * Where a plan (or any other file) stands in the repository: relative, with slashes.
 *
 * @param value for example {@code plans/system-upgrade.md}
 */
public record PlanPath(String value) implements Comparable<PlanPath> {
  @Override
  public int compareTo(PlanPath other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
