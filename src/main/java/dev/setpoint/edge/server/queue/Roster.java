package dev.setpoint.edge.server.queue;

import static dev.setpoint.edge.server.queue.Sql.cut;
import static dev.setpoint.edge.server.queue.Sql.set;
import static dev.setpoint.edge.server.queue.Sql.time;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which installations and repositories the ledger holds; each of these is part of a transaction.
 */
final class Roster {
  private static final String TASK = Ledger.TASK;
  private static final String DISCOVERY = Ledger.DISCOVERY;

  private Roster() {}

  /** Makes it exactly these. */
  static void members(Connection c, List<Member> members, Instant now) throws SQLException {
    Set<String> names = new TreeSet<>();
    Set<Long> ids = new TreeSet<>();
    for (Member member : members) {
      ids.add(member.id());
      install(c, member, now);
      if (member.repositories().isEmpty()) {
        names.addAll(names(c, member.id()));
      } else {
        for (String fullName : new TreeSet<>(member.repositories().get())) {
          names.add(Knock.key(fullName));
          add(c, fullName, member.id(), now);
        }
      }
    }
    for (String name : names(c)) {
      if (!names.contains(name) && !name.equals(DISCOVERY)) {
        drop(c, name);
      }
    }
    dropInstallations(c, ids);
  }

  /** Gives every entry a task that has none. */
  static void restore(Connection c, Instant now) throws SQLException {
    try (PreparedStatement missing =
        c.prepareStatement(
            "insert into scheduled_tasks (task_name, task_instance, execution_time, picked,"
                + " version) select '"
                + TASK
                + "', r.name, cast(? as timestamp with time zone), false, 1 from"
                + " setpoint_repository r where not exists (select 1 from scheduled_tasks t"
                + " where t.task_name = '"
                + TASK
                + "' and t.task_instance = r.name)"
                + " on conflict do nothing")) {
      set(missing, time(now));
      missing.executeUpdate();
    }
  }

  private static void install(Connection c, Member m, Instant now) throws SQLException {
    try (PreparedStatement insert =
            c.prepareStatement(
                "insert into setpoint_installation values (?, ?, ?, 0, 0, ?) on conflict do"
                    + " nothing");
        PreparedStatement update =
            c.prepareStatement(
                "update setpoint_installation set account = ?, suspended = ? where id = ?")) {
      set(insert, m.id(), cut(m.account(), 200), m.suspended(), time(now));
      insert.executeUpdate();
      set(update, cut(m.account(), 200), m.suspended(), m.id());
      update.executeUpdate();
    }
  }

  static void add(Connection c, String fullName, long installation, Instant now)
      throws SQLException {
    String name = Knock.key(fullName);
    try (PreparedStatement insert =
            c.prepareStatement(
                "insert into setpoint_repository values (?, ?, ?, 1, 0, ?, ?, '', null, null, '',"
                    + " '', 0, 0, '', 1) on conflict do nothing");
        PreparedStatement update =
            c.prepareStatement(
                "update setpoint_repository set full_name = ?, installation = ?, changed = changed"
                    + " + 1 where name = ? and (full_name <> ? or installation <> ?)");
        PreparedStatement task =
            c.prepareStatement(
                "insert into scheduled_tasks (task_name, task_instance, execution_time, picked,"
                    + " version) values ('"
                    + TASK
                    + "', ?, ?, false, 1) on conflict do nothing")) {
      set(insert, name, fullName, installation, time(now), time(now));
      insert.executeUpdate();
      set(update, fullName, installation, name, fullName, installation);
      update.executeUpdate();
      set(task, name, time(now));
      task.executeUpdate();
    }
  }

  private static List<String> names(Connection c) throws SQLException {
    return names(c, -1);
  }

  // Of one installation; of all where it is negative.
  private static List<String> names(Connection c, long installation) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement select =
        c.prepareStatement(
            "select name from setpoint_repository where ? < 0 or installation = ? order by name")) {
      set(select, installation, installation);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return names;
  }

  private static void drop(Connection c, String name) throws SQLException {
    try (PreparedStatement row =
            c.prepareStatement("delete from setpoint_repository where name = ?");
        PreparedStatement task =
            c.prepareStatement(
                "delete from scheduled_tasks where task_name = '"
                    + TASK
                    + "' and task_instance = ?"
                    + " and picked = false")) {
      set(row, name);
      row.executeUpdate();
      set(task, name);
      task.executeUpdate();
    }
  }

  private static void dropInstallations(Connection c, Set<Long> kept) throws SQLException {
    List<Long> gone = new ArrayList<>();
    try (PreparedStatement select = c.prepareStatement("select id from setpoint_installation");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        if (!kept.contains(rows.getLong(1))) {
          gone.add(rows.getLong(1));
        }
      }
    }
    for (long id : gone) {
      try (PreparedStatement delete =
          c.prepareStatement("delete from setpoint_installation where id = ?")) {
        set(delete, id);
        delete.executeUpdate();
      }
    }
  }
}
