package dev.setpoint.edge.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** A PostgreSQL server for one test, that can be stopped and started again. */
final class Postgres implements AutoCloseable {
  private static final String DEADLOCK = "40P01";
  private static final int MOST_ATTEMPTS = 50;

  private final Path directory;
  private final int port;
  private Optional<EmbeddedPostgres> running = Optional.empty();

  private Postgres(Path directory, int port) {
    this.directory = directory;
    this.port = port;
  }

  /** Empty, and said on stderr, where this machine cannot run one. */
  static Optional<Postgres> start(Path directory) throws IOException {
    Postgres postgres = new Postgres(directory, freePort());
    try {
      postgres.start();
      return Optional.of(postgres);
    } catch (IOException | RuntimeException e) {
      System.err.println(
          "NOT TESTED: the server on PostgreSQL, which cannot be started here: " + e);
      return Optional.empty();
    }
  }

  void start() throws IOException {
    running =
        Optional.of(
            EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "120")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start());
  }

  void stop() throws IOException {
    if (running.isPresent()) {
      running.get().close();
      running = Optional.empty();
    }
  }

  /**
   * Everything in it is gone. Whoever is at work in it may make that a deadlock, so it is tried
   * again.
   */
  void empty() throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = DriverManager.getConnection(url());
          Statement statement = connection.createStatement()) {
        statement.execute("drop schema public cascade");
        statement.execute("create schema public");
        return;
      } catch (SQLException e) {
        if (!DEADLOCK.equals(e.getSQLState()) || attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
