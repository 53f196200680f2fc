package dev.setpoint.edge.server.app;

import dev.setpoint.Place;
import dev.setpoint.edge.server.queue.Entry;
import dev.setpoint.edge.server.queue.Lease;
import dev.setpoint.edge.server.queue.Member;
import java.io.IOException;
import java.util.List;

/** In whose name the server works: a GitHub App's, or that of a plain token. */
public interface Hub {

  /** Every installation with its repositories, asked anew. */
  List<Member> members() throws IOException;

  /**
   * Where a pass over this repository works. The token in it opens nothing once the lease is lost.
   */
  Place place(Entry entry, Lease lease) throws IOException;

  /** A pass could not use the token that it was given. */
  default void refused(Entry entry) {}
}
