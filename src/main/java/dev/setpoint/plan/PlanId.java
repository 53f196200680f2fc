package dev.setpoint.plan;

import java.util.List;

/**
 * The name a plan keeps for life: its first path without {@code plans/} and {@code .md}. A moved
 * file keeps the id that its status block carries.
 *
 * @param value for example {@code system-upgrade} or {@code db/upgrade}; compared exactly
 */
public record PlanId(String value) implements Comparable<PlanId> {
  /** The id a plan at this path has when nothing else is known of it. */
  public static PlanId of(PlanPath path) {
    String name = path.value();
    if (name.startsWith("plans/")) {
      name = name.substring("plans/".length());
    }
    return new PlanId(name.endsWith(".md") ? name.substring(0, name.length() - 3) : name);
  }

  /** The paths at which a plan of this id would stand if it had never been moved. */
  public List<PlanPath> paths() {
    return List.of(new PlanPath("plans/" + value + ".md"), new PlanPath(value + ".md"));
  }

  @Override
  public int compareTo(PlanId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
