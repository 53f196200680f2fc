package dev.setpoint.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A thing with all its former states, so that a list can answer from any older moment. */
final class History<T> {
  private final List<Long> moments = new ArrayList<>();
  private final List<Optional<T>> states = new ArrayList<>();

  void put(long moment, Optional<T> state) {
    moments.add(moment);
    states.add(state);
  }

  /** The state at that moment; empty before it was made and after it was deleted. */
  Optional<T> at(long moment) {
    for (int i = moments.size() - 1; i >= 0; i--) {
      if (moments.get(i) <= moment) {
        return states.get(i);
      }
    }
    return Optional.empty();
  }

  Optional<T> now() {
    return states.getLast();
  }
}
