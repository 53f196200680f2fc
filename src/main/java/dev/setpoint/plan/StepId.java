package dev.setpoint.plan;

/**
 * The name a step keeps through reordering and renaming, unique in its plan.
 *
 * @param value ASCII {@code [a-z0-9-]{1,40}}; a protocol step that belongs to it has a dotted
 *     suffix ({@code qa.ask})
 */
public record StepId(String value) implements Comparable<StepId> {
  /** The step that asks a person about this one; a step of its own to the claims protocol. */
  public StepId ask() {
    return new StepId(value + ".ask");
  }

  /** The step that this one asks about; itself, when it is no question. */
  public StepId asked() {
    return isAsk() ? new StepId(value.substring(0, value.length() - ".ask".length())) : this;
  }

  /** Whether this is the question about another step rather than a step of the plan. */
  public boolean isAsk() {
    return value.endsWith(".ask");
  }

  @Override
  public int compareTo(StepId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
