package dev.setpoint.job;

import java.util.Optional;

/** How a job was seen in this pass. Lists may be stale, so only a read by id may move a status. */
public sealed interface Sighting<T> {
  /** In a list, which showed it unfinished. */
  record Listed<T>(T job) implements Sighting<T> {}

  /** Read by its id: the present truth. */
  record ById<T>(T job) implements Sighting<T> {}

  /** Read by its id, and GitHub says it is not there. */
  record Vanished<T>(String reason) implements Sighting<T> {}

  /** The job as seen, if it is there. */
  default Optional<T> seen() {
    return switch (this) {
      case Listed<T> listed -> Optional.of(listed.job());
      case ById<T> byId -> Optional.of(byId.job());
      case Vanished<T> v -> Optional.empty();
    };
  }
}
