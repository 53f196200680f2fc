package dev.setpoint.job;

import java.util.Optional;

/**
 * The note that a guarded workflow leaves when one of its runs takes a key: only that run is
 * evidence of the attempt.
 *
 * @param run the run's id
 * @param ref where the note stands
 */
public record Started(long run, Ref ref) {
  /** Reads a {@code refs/setpoint/started/…} ref; empty for any other. */
  static Optional<Started> parse(Ref ref) {
    if (!ref.name().startsWith(ClaimKey.STARTED)) {
      return Optional.empty();
    }
    return Trailers.parse(ref.message())
        .one("Run")
        .filter(id -> id.matches("[0-9]{1,18}"))
        .map(id -> new Started(Long.parseLong(id), ref));
  }
}
