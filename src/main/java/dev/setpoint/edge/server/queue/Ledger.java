package dev.setpoint.edge.server.queue;

import static dev.setpoint.edge.server.queue.Sql.cut;
import static dev.setpoint.edge.server.queue.Sql.set;
import static dev.setpoint.edge.server.queue.Sql.time;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Who was woken how often, and how often a pass has counted it: what keeps a wake-up from getting
 * lost.
 *
 * <p>Every repository has one row here and one row among db-scheduler's tasks, whose execution time
 * is the next pass. While nobody waits that is the next sweep. Three transactions touch them, each
 * locking the row here first, so that they happen one after the other:
 *
 * <ul>
 *   <li><b>wake</b>: {@code wanted} goes up by one; if the task is not running, its time moves
 *       forward to now (or to {@code not_before}). If it is running, the time is left alone: see
 *       settle.
 *   <li><b>begin</b>: the pass reads {@code wanted} and remembers the number as {@code seen},
 *       <i>before</i> it looks at anything on GitHub.
 *   <li><b>settle</b>: {@code done} becomes {@code seen}; if {@code wanted} is still that number
 *       the task moves to the next sweep, else it becomes due at once. In the same transaction
 *       db-scheduler lets go of the task.
 * </ul>
 *
 * <p>A wake-up that commits before <i>begin</i> reads is part of the pass: whatever it told of had
 * happened before the pass looked. One that commits after <i>begin</i> and before <i>settle</i>
 * makes the numbers differ, so that another pass follows. One that commits after <i>settle</i>
 * finds the task not running and moves it. There is no fourth case, as wake and settle wait for
 * each other at the row. Any number of wake-ups during one pass make one more pass: that is all
 * that they are worth. A process that dies in a pass writes no <i>settle</i>: db-scheduler finds
 * its heartbeat missing, another process starts a pass, and that one's <i>begin</i> counts
 * everything.
 *
 * <p>Nothing here is the truth about anything: with the tables gone the next discovery writes them
 * again and looks at every repository.
 */
public final class Ledger {
  /** The task's name at db-scheduler. */
  static final String TASK = "pass";

  /**
   * The entry that stands for finding out which repositories there are; it is woken, run and
   * settled like any other. No repository can be called so.
   */
  public static final String DISCOVERY = "*";

  private static final int LONGEST_FAILURE = 1_900;

  private final Database database;

  public Ledger(Database database) {
    this.database = database;
  }

  /** Wakes repositories; answers the keys of those that are not known here. */
  public Set<String> wake(List<Knock> knocks, Instant now) throws SQLException {
    Map<String, Knock> each = new TreeMap<>(); // in one order everywhere: no deadlock
    knocks.forEach(k -> each.put(k.key(), k));
    List<String> names = List.copyOf(each.keySet());
    return database.inOne(
        c -> {
          Set<String> unknown = new TreeSet<>();
          int[] woken = count(c, each, now);
          for (int i = 0; i < woken.length; i++) {
            if (woken[i] == 0) {
              unknown.add(names.get(i));
            }
          }
          hasten(c, names, now);
          return unknown;
        });
  }

  private static int[] count(Connection c, Map<String, Knock> each, Instant now)
      throws SQLException {
    try (PreparedStatement wake =
        c.prepareStatement(
            "update setpoint_repository set wanted = wanted + 1, changed = changed + 1,"
                + " wanted_since = coalesce(wanted_since, ?), delivery = ? where name = ?")) {
      for (Map.Entry<String, Knock> e : each.entrySet()) {
        set(wake, time(now), cut(e.getValue().delivery(), 100), e.getKey());
        wake.addBatch();
      }
      return wake.executeBatch();
    }
  }

  // What is due already keeps its place in the line.
  private static void hasten(Connection c, List<String> names, Instant now) throws SQLException {
    try (PreparedStatement move =
        c.prepareStatement(
            "update scheduled_tasks set execution_time = greatest(cast(? as timestamp with time"
                + " zone), (select r.not_before from setpoint_repository r where r.name ="
                + " task_instance)) where task_name = '"
                + TASK
                + "' and task_instance = ? and picked = false"
                + " and execution_time > ?")) {
      for (String name : names) {
        set(move, time(now), name, time(now));
        move.addBatch();
      }
      move.executeBatch();
    }
  }

  /** A pass begins: its wake-ups so far are counted by it. Empty when the repository is gone. */
  Optional<Entry> begin(String name, Instant now) throws SQLException {
    return database.inOne(
        c -> {
          try (PreparedStatement begin =
              c.prepareStatement(
                  "update setpoint_repository set started = ?, wanted_since = null,"
                      + " changed = changed + 1 where name = ?")) {
            set(begin, time(now), name);
            begin.executeUpdate();
          }
          return Entries.one(c, name);
        });
  }

  /**
   * A pass has ended.
   *
   * @param seen what {@code wanted} was when it began
   * @param release lets db-scheduler write the next execution, in this transaction; gets empty when
   *     the repository is not ours any more
   * @return when the next pass is
   */
  Optional<Instant> settle(
      String name, long seen, Outcome outcome, Instant now, Consumer<Optional<Instant>> release)
      throws SQLException {
    return database.inOne(
        c -> {
          Optional<Long> wanted = wanted(c, name);
          if (wanted.isEmpty()) {
            release.accept(Optional.empty());
            return Optional.empty();
          }
          boolean again = wanted.get() != seen;
          Instant next = again ? outcome.notBefore() : outcome.next();
          release.accept(Optional.of(next));
          write(c, name, seen, outcome, now);
          return Optional.of(next);
        });
  }

  private static Optional<Long> wanted(Connection c, String name) throws SQLException {
    try (PreparedStatement lock =
        c.prepareStatement("select wanted from setpoint_repository where name = ? for update")) {
      set(lock, name);
      try (ResultSet row = lock.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }

  private static void write(Connection c, String name, long seen, Outcome o, Instant now)
      throws SQLException {
    try (PreparedStatement settle =
        c.prepareStatement(
            "update setpoint_repository set done = case when ? then ? else done end, not_before ="
                + " ?, ended = ?, outcome = ?, failure = ?, failures = case when ? then failures +"
                + " 1 else 0 end, requests = ?, report = case when ? then ? else report end,"
                + " changed = changed + 1 where name = ?")) {
      set(
          settle,
          o.counted(),
          seen,
          time(o.notBefore()),
          time(now),
          o.word().word(),
          cut(o.failure(), LONGEST_FAILURE),
          o.failed(),
          o.requests(),
          !o.report().isEmpty(),
          o.report(),
          name);
      settle.executeUpdate();
    }
  }

  /**
   * Makes the ledger hold exactly these installations and repositories. New ones are due at once;
   * those that are gone lose their task, unless it runs: then its settle does.
   */
  public void members(List<Member> members, Instant now) throws SQLException {
    database.inOne(
        c -> {
          Roster.members(c, members, now);
          return true;
        });
  }

  /** Makes sure that there is an entry for this work, and a task for every entry. */
  public void ensure(String fullName, Instant now) throws SQLException {
    database.inOne(
        c -> {
          Roster.add(c, fullName, 0, now);
          Roster.restore(c, now);
          return true;
        });
  }

  /**
   * Lets go of what a process that stops has not finished: others need not wait for it to be
   * missed.
   */
  int release(String process, Instant now) throws SQLException {
    return database.inOne(
        c -> {
          try (PreparedStatement release =
              c.prepareStatement(
                  "update scheduled_tasks set picked = false, picked_by = null, execution_time = ?,"
                      + " version = version + 1 where picked = true and picked_by = ?")) {
            set(release, time(now), process);
            return release.executeUpdate();
          }
        });
  }

  /** The repositories, by name, without their reports. */
  public List<Entry> all() throws SQLException {
    try (Connection c = database.getConnection()) {
      return Entries.all(c, false);
    }
  }

  /** The repositories with their reports. */
  public List<Entry> reports() throws SQLException {
    try (Connection c = database.getConnection()) {
      return Entries.all(c, true);
    }
  }

  /** One repository with its report. */
  public Optional<Entry> one(String fullName) throws SQLException {
    try (Connection c = database.getConnection()) {
      return Entries.one(c, Knock.key(fullName));
    }
  }

  /** How often each repository has changed, by name. */
  public Map<String, Long> changes() throws SQLException {
    try (Connection c = database.getConnection();
        PreparedStatement select =
            c.prepareStatement(
                "select full_name, changed from setpoint_repository where name <> '"
                    + DISCOVERY
                    + "'");
        ResultSet rows = select.executeQuery()) {
      Map<String, Long> changes = new TreeMap<>();
      while (rows.next()) {
        changes.put(rows.getString(1), rows.getLong(2));
      }
      return changes;
    }
  }

  /** Whether the installation is suspended. */
  boolean suspended(long installation) throws SQLException {
    try (Connection c = database.getConnection()) {
      return Installations.suspended(c, installation);
    }
  }

  /** What the installation may still ask. */
  Quota quota(long installation) throws SQLException {
    return quotas().getOrDefault(installation, Quota.UNKNOWN);
  }

  /** What every installation may still ask. */
  public Map<Long, Quota> quotas() throws SQLException {
    try (Connection c = database.getConnection()) {
      return Installations.quotas(c);
    }
  }

  /** Notes what GitHub said. */
  public void quota(long installation, Quota quota) throws SQLException {
    try (Connection c = database.getConnection()) {
      Installations.note(c, installation, quota);
    }
  }
}
