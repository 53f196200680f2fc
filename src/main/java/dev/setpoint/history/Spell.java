package dev.setpoint.history;

import dev.setpoint.plan.StepStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * A time during which a step had one status.
 *
 * @param to when it ended; for the last one the end of what is known
 * @param open it has not ended yet
 */
public record Spell(StepStatus status, Instant from, Instant to, boolean open) {
  public Duration length() {
    return Duration.between(from, to);
  }

  /** Whether a job was open: a run ran, or it was a person's turn. */
  public boolean isWork() {
    return switch (status) {
      case RUNNING -> true;
      case NEEDS_PERSON -> true;
      case WAITING -> false;
      case READY -> false;
      case DONE -> false;
      case FAILED -> false;
      case CANCELLED -> false;
      case SKIPPED -> false;
    };
  }

  /** Whether it stood still though it was not over: for a need, a hold, a retry, a person. */
  public boolean isWait() {
    return switch (status) {
      case WAITING -> true;
      case READY -> true;
      case FAILED -> true;
      case CANCELLED -> true;
      case RUNNING -> false;
      case NEEDS_PERSON -> false;
      case DONE -> false;
      case SKIPPED -> false;
    };
  }
}
