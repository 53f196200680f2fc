package dev.setpoint.edge.server.queue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The database of wake-ups: H2 in a file beside the process, or PostgreSQL for several processes.
 *
 * <p>It is also the {@link DataSource} that db-scheduler works on. Inside {@link #inOne} every
 * connection that this thread asks for is the transaction's own, so that what db-scheduler writes
 * about a task and what the {@link Ledger} writes about its repository are one change.
 */
public final class Database implements DataSource, AutoCloseable {
  private static final int LONGEST_WAIT_MILLIS = 3_000;

  private final HikariDataSource pool;

  // One for each database: a process may hold two of them, in tests.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();

  private Database(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * A file database in this directory; no other process can open it meanwhile.
   *
   * @throws IOException when another process has it
   */
  public static Database embedded(Path directory, int connections) throws IOException {
    // Closed by us, once passes have been handed back: not by H2 at the first sign of an end.
    String file = directory.toAbsolutePath().resolve("setpoint").toString();
    // What goes wrong is thrown at us; no file has to tell it as well.
    String url =
        "jdbc:h2:file:"
            + file
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;LOCK_TIMEOUT=5000;DB_CLOSE_ON_EXIT=FALSE"
            + ";TRACE_LEVEL_FILE=0";
    try {
      // The pool would go on trying for ever.
      DriverManager.getConnection(url).close();
    } catch (SQLException e) {
      throw new IOException(
          e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
              ? "another process uses the database in %s: stop it, or name another --data"
                  .formatted(directory)
              : "the database in %s cannot be opened: %s".formatted(directory, e.getMessage()),
          e);
    }
    return open(url, connections);
  }

  /**
   * The database at a JDBC URL. Connects when it is first used: a database that is away is no
   * reason not to start.
   */
  public static Database open(String url, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setPoolName("setpoint");
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(LONGEST_WAIT_MILLIS);
    config.setValidationTimeout(2_000);
    config.setInitializationFailTimeout(-1);
    if (url.startsWith("jdbc:postgresql:")) {
      // A server that is gone without a word must not hold a thread for ever.
      config.addDataSourceProperty("socketTimeout", "20");
      config.addDataSourceProperty("connectTimeout", "3");
      config.addDataSourceProperty("tcpKeepAlive", "true");
      config.addDataSourceProperty("ApplicationName", "setpoint");
    }
    return new Database(new HikariDataSource(config));
  }

  /** Some work with one connection. */
  @FunctionalInterface
  public interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  /**
   * Does some work as one transaction: all of it is written, or nothing. What it throws rolls it
   * back.
   */
  public <T> T inOne(Work<T> work) throws SQLException {
    if (current.get() != null) {
      throw new IllegalStateException("a transaction inside a transaction");
    }
    try (Connection real = pool.getConnection()) {
      real.setAutoCommit(false);
      current.set(shared(real));
      boolean done = false;
      try {
        T result = work.with(real);
        real.commit();
        done = true;
        return result;
      } finally {
        current.remove();
        if (!done) {
          rollBack(real);
        }
        real.setAutoCommit(true);
      }
    }
  }

  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The connection is broken, and with it the transaction: that is what was wanted.
    }
  }

  /** The transaction's connection as others see it: they can neither end the one nor the other. */
  private static Connection shared(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            Database.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "close", "commit", "rollback", "setAutoCommit" -> null;
                  case "getAutoCommit" -> true;
                  default -> {
                    try {
                      yield method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                      throw e.getCause() == null ? e : e.getCause();
                    }
                  }
                });
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection shared = current.get();
    return shared == null ? pool.getConnection() : shared;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("one user only");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return pool.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    pool.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    pool.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return pool.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return pool.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return pool.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return pool.isWrapperFor(type);
  }

  @Override
  public void close() {
    pool.close();
  }
}
