package dev.setpoint.edge.server.app;

import dev.setpoint.Place;
import dev.setpoint.edge.Token;
import dev.setpoint.edge.git.Author;
import dev.setpoint.edge.server.queue.Entry;
import dev.setpoint.edge.server.queue.Lease;
import dev.setpoint.edge.server.queue.Member;
import java.util.List;
import java.util.Optional;

/** A plain token and the repositories that were named for it. */
public record TokenHub(
    Address address, Token token, List<String> repositories, Optional<String> login)
    implements Hub {

  @Override
  public List<Member> members() {
    return List.of(new Member(0, "", false, Optional.of(repositories)));
  }

  @Override
  public Place place(Entry entry, Lease lease) {
    return address.place(entry.fullName(), token, login, Author.ACTIONS_BOT, lease);
  }
}
