package dev.setpoint.edge.server.app;

import dev.setpoint.Place;
import dev.setpoint.edge.Token;
import dev.setpoint.edge.git.Author;
import dev.setpoint.edge.github.GitHubApp;
import dev.setpoint.edge.github.RateLimited;
import dev.setpoint.edge.server.queue.Entry;
import dev.setpoint.edge.server.queue.Lease;
import dev.setpoint.edge.server.queue.Member;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A GitHub App: many installations, each with tokens that last an hour. */
public final class AppHub implements Hub {
  /** A pass that begins with a token can end with it: passes act for at most eight minutes. */
  private static final Duration LEFT = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(AppHub.class);

  private final Address address;
  private final GitHubApp app;
  private final InstantSource clock;
  private final Map<Long, Object> locks = new ConcurrentHashMap<>();
  private final Map<Long, GitHubApp.Access> tokens = new ConcurrentHashMap<>();
  private volatile @Nullable Author self;

  public AppHub(Address address, GitHubApp app, InstantSource clock) {
    this.address = address;
    this.app = app;
    this.clock = clock;
  }

  @Override
  public List<Member> members() throws IOException {
    List<Member> members = new ArrayList<>();
    for (GitHubApp.Installation one : app.installations()) {
      Optional<List<String>> repositories =
          one.suspended() ? Optional.empty() : repositories(one.id());
      members.add(new Member(one.id(), one.account(), one.suspended(), repositories));
    }
    return members;
  }

  // One installation that does not answer must not hide the others; a failed read is no empty list.
  private Optional<List<String>> repositories(long installation) throws IOException {
    try {
      return Optional.of(app.repositories(token(installation)));
    } catch (RateLimited e) {
      throw e;
    } catch (IOException e) {
      tokens.remove(installation);
      LOG.atWarn()
          .addKeyValue("installation", installation)
          .addKeyValue("failure", e.getMessage())
          .log("an installation's repositories could not be listed");
      return Optional.empty();
    }
  }

  @Override
  public Place place(Entry entry, Lease lease) throws IOException {
    Author me = self();
    return address.place(
        entry.fullName(), token(entry.installation()), Optional.of(me.name()), me, lease);
  }

  private Token token(long installation) throws IOException {
    // One question for each installation at a time; the others wait for its answer.
    synchronized (locks.computeIfAbsent(installation, id -> new Object())) {
      GitHubApp.@Nullable Access known = tokens.get(installation);
      Instant now = clock.instant();
      if (known != null && known.until().minus(LEFT).isAfter(now)) {
        return known.token();
      }
      GitHubApp.Access access = app.access(installation);
      tokens.put(installation, access);
      return access.token();
    }
  }

  @Override
  public void refused(Entry entry) {
    tokens.remove(entry.installation());
  }

  private Author self() throws IOException {
    @Nullable Author known = self;
    if (known != null) {
      return known;
    }
    String login = app.login();
    String mail = app.accountNumber(login).map(n -> n + "+").orElse("") + login;
    Author me = new Author(login, mail + "@users.noreply.github.com");
    self = me;
    return me;
  }
}
