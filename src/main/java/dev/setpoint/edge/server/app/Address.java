package dev.setpoint.edge.server.app;

import dev.setpoint.Place;
import dev.setpoint.edge.Token;
import dev.setpoint.edge.git.Author;
import dev.setpoint.edge.server.queue.Lease;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One GitHub, and how this process signs there.
 *
 * @param api the REST API's root
 * @param web the root of the pages and of git over HTTP, without a final slash
 * @param author of commits, where somebody said so
 * @param process stands in claims
 */
public record Address(URI api, String web, Optional<Author> author, String process) {

  Place place(String repository, Token token, Optional<String> login, Author usual, Lease lease) {
    String page = web + "/" + repository;
    return new Place(
        page + ".git",
        api,
        repository,
        page,
        Optional.empty(),
        List.of(),
        leased(token, lease),
        login,
        false,
        author.orElse(usual),
        "server " + process);
  }

  // Every request reveals the token first: one that has no right to be sent is not.
  private static Token leased(Token token, Lease lease) {
    return Token.from(
        () -> {
          lease.check();
          return token.reveal();
        });
  }
}
