package dev.setpoint.read;

import java.io.IOException;

/** The port through which plans and claims are read: one git repository. */
public interface PlanSource {
  /**
   * One fetch.
   *
   * @throws IOException when the remote cannot be reached or refuses; a failed read is never an
   *     empty one
   */
  Tip fetch() throws IOException;
}
