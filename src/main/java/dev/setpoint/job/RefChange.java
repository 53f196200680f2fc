package dev.setpoint.job;

import java.util.List;
import java.util.Optional;

/**
 * A compare-and-set on one ref.
 *
 * @param name full ref name
 * @param expected what the ref must point at for the change to happen; empty: it must not exist
 * @param message of the new, empty-tree commit whose parents are {@code expected} (if any); empty:
 *     delete the ref
 */
public record RefChange(String name, Optional<CommitId> expected, Optional<String> message) {
  public static RefChange create(String name, String message) {
    return new RefChange(name, Optional.empty(), Optional.of(message));
  }

  public static RefChange advance(String name, CommitId expected, String message) {
    return new RefChange(name, Optional.of(expected), Optional.of(message));
  }

  public static RefChange delete(String name, CommitId expected) {
    return new RefChange(name, Optional.of(expected), Optional.empty());
  }

  /** The names these changes touch. */
  public static List<String> names(List<RefChange> changes) {
    return changes.stream().map(RefChange::name).toList();
  }
}
