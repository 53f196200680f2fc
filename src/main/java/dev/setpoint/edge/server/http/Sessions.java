package dev.setpoint.edge.server.http;

import dev.setpoint.edge.server.queue.Database;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who has signed in, in the database, so that every process knows them. What identifies a browser
 * is kept as a hash only, and no token of GitHub's is kept at all.
 */
final class Sessions {
  /** What somebody may see is asked again after this long, by signing in again. */
  static final Duration LIFE = Duration.ofHours(1);

  private final Database database;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Sessions(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A fresh secret for a cookie. */
  String secret() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Remembers a visitor; the answer is the cookie's content. */
  String open(String login, Set<String> repositories) throws SQLException {
    String secret = secret();
    Set<String> names = new TreeSet<>();
    repositories.forEach(r -> names.add(r.toLowerCase(Locale.ROOT)));
    Instant now = clock.instant();
    database.inOne(
        c -> {
          try (PreparedStatement old =
                  c.prepareStatement("delete from setpoint_session where expires < ?");
              PreparedStatement insert =
                  c.prepareStatement("insert into setpoint_session values (?, ?, ?, ?)")) {
            old.setObject(1, now.atOffset(ZoneOffset.UTC));
            old.executeUpdate();
            insert.setString(1, hash(secret));
            insert.setString(2, login);
            insert.setString(3, String.join("\n", names));
            insert.setObject(4, now.plus(LIFE).atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
          }
          return true;
        });
    return secret;
  }

  Optional<Visitor> find(String secret) throws SQLException {
    try (Connection c = database.getConnection();
        PreparedStatement select =
            c.prepareStatement(
                "select login, repositories from setpoint_session where id = ? and expires > ?")) {
      select.setString(1, hash(secret));
      select.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Visitor(
                    row.getString(1),
                    Optional.of(Set.copyOf(List.of(row.getString(2).split("\n", -1))))))
            : Optional.empty();
      }
    }
  }

  void close(String secret) throws SQLException {
    try (Connection c = database.getConnection();
        PreparedStatement delete =
            c.prepareStatement("delete from setpoint_session where id = ?")) {
      delete.setString(1, hash(secret));
      delete.executeUpdate();
    }
  }

  private static String hash(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
