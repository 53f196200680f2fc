package dev.setpoint.edge.server.queue;

import static dev.setpoint.edge.server.queue.Sql.instant;
import static dev.setpoint.edge.server.queue.Sql.set;
import static dev.setpoint.edge.server.queue.Sql.time;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Rows of the table of installations: what holds for all repositories of one account. */
final class Installations {
  private Installations() {}

  static boolean suspended(Connection c, long installation) throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement("select suspended from setpoint_installation where id = ?")) {
      set(select, installation);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  static Map<Long, Quota> quotas(Connection c) throws SQLException {
    try (PreparedStatement select =
            c.prepareStatement(
                "select id, rate_limit, rate_remaining, rate_reset from setpoint_installation");
        ResultSet rows = select.executeQuery()) {
      Map<Long, Quota> quotas = new TreeMap<>();
      while (rows.next()) {
        Instant reset = instant(rows, 4).orElse(Instant.EPOCH);
        quotas.put(rows.getLong(1), new Quota(rows.getInt(2), rows.getInt(3), reset));
      }
      return quotas;
    }
  }

  static void note(Connection c, long installation, Quota quota) throws SQLException {
    try (PreparedStatement update =
        c.prepareStatement(
            "update setpoint_installation set rate_limit = ?, rate_remaining = ?, rate_reset ="
                + " ? where id = ?")) {
      set(update, quota.limit(), quota.remaining(), time(quota.reset()), installation);
      update.executeUpdate();
    }
  }
}
