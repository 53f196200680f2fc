package dev.setpoint.edge.server.queue;

import java.io.IOException;

/** What is done when a repository's turn has come. */
@FunctionalInterface
public interface Work {
  /**
   * One pass.
   *
   * @param entry as it was when the pass began
   * @param lease to be checked before every request
   * @throws IOException when GitHub or git failed; the pass is tried again later
   */
  Outcome on(Entry entry, Lease lease) throws IOException;
}
