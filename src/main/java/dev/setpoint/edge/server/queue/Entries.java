package dev.setpoint.edge.server.queue;

import static dev.setpoint.edge.server.queue.Sql.instant;
import static dev.setpoint.edge.server.queue.Sql.set;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the ledger's rows together with their tasks. */
final class Entries {
  private static final String COLUMNS =
      "r.name, r.full_name, r.installation, r.wanted, r.done, r.wanted_since, r.delivery,"
          + " r.started, r.ended, r.outcome, r.failure, r.failures, r.requests, r.changed,"
          + " t.picked, t.execution_time";
  private static final String FROM =
      " from setpoint_repository r left join scheduled_tasks t"
          + " on t.task_name = '"
          + Ledger.TASK
          + "' and t.task_instance = r.name";

  private Entries() {}

  /** Every repository, by name; the reports only where they are wanted, as they are long. */
  static List<Entry> all(Connection c, boolean reports) throws SQLException {
    String report = reports ? ", r.report" : ", ''";
    return select(
        c,
        "select "
            + COLUMNS
            + report
            + FROM
            + " where r.name <> '"
            + Ledger.DISCOVERY
            + "' order by r.name");
  }

  /** One, with its report. */
  static Optional<Entry> one(Connection c, String name) throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement("select " + COLUMNS + ", r.report" + FROM + " where r.name = ?")) {
      set(select, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(entry(row)) : Optional.empty();
      }
    }
  }

  private static List<Entry> select(Connection c, String sql) throws SQLException {
    try (PreparedStatement select = c.prepareStatement(sql);
        ResultSet rows = select.executeQuery()) {
      List<Entry> entries = new ArrayList<>();
      while (rows.next()) {
        entries.add(entry(rows));
      }
      return entries;
    }
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        instant(row, 6),
        row.getString(7),
        instant(row, 8),
        instant(row, 9),
        row.getString(10),
        row.getString(11),
        row.getInt(12),
        row.getInt(13),
        row.getString(17),
        row.getLong(14),
        row.getBoolean(15),
        instant(row, 16));
  }
}
