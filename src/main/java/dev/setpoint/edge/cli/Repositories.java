package dev.setpoint.edge.cli;

import dev.setpoint.Place;

/** For commands outside of this room: the place that environment and checkout name. */
public final class Repositories {
  private Repositories() {}

  /**
   * The place.
   *
   * @throws WrongUsage in a sentence, where none is named
   */
  public static Place of(Surroundings around) {
    return new RepositoryOptions().place(around);
  }
}
