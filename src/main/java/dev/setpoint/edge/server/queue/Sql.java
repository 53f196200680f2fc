package dev.setpoint.edge.server.queue;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How values go into statements and come out of rows, and how failures are told apart. */
final class Sql {
  private Sql() {}

  static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? Optional.empty() : Optional.of(time.toInstant());
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  static String cut(String text, int most) {
    // PostgreSQL stores no NUL.
    String clean = text.replace("\0", "");
    return clean.length() <= most ? clean : clean.substring(0, most);
  }

  /** Whether a failure may pass by itself: the connection is gone, not the sense. */
  static boolean isWeather(Throwable failure) {
    for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLTransientException
          || t instanceof SQLRecoverableException
          || t instanceof SQLNonTransientConnectionException
          || (t instanceof SQLException s
              && String.valueOf(s.getSQLState()).matches("08.*|57P.*|40.*|HYT00"))) {
        return true;
      }
    }
    return false;
  }
}
