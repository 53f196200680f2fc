package dev.setpoint.edge.server.queue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/**
 * The tables. As they hold nothing that cannot be found out again, another version's tables are not
 * migrated but made anew.
 */
final class Schema {
  /** Goes up with every change below. */
  private static final int VERSION = 1;

  private static final List<String> TABLES =
      List.of(
          "setpoint_session",
          "setpoint_repository",
          "setpoint_installation",
          "scheduled_tasks",
          "setpoint_schema");

  /** The first table is db-scheduler's own, as its documentation gives it for PostgreSQL. */
  private static final String CREATE =
      """
      create table scheduled_tasks (
        task_name varchar(100) not null,
        task_instance varchar(300) not null,
        task_data bytea,
        execution_time timestamp with time zone not null,
        picked boolean not null,
        picked_by varchar(100),
        last_success timestamp with time zone,
        last_failure timestamp with time zone,
        consecutive_failures int,
        last_heartbeat timestamp with time zone,
        version bigint not null,
        priority smallint,
        primary key (task_name, task_instance));
      create index execution_time_idx on scheduled_tasks (execution_time);
      create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
      create table setpoint_installation (
        id bigint not null primary key,
        account varchar(200) not null,
        suspended boolean not null,
        rate_limit int not null,
        rate_remaining int not null,
        rate_reset timestamp with time zone not null);
      create table setpoint_repository (
        name varchar(300) not null primary key,
        full_name varchar(300) not null,
        installation bigint not null,
        wanted bigint not null,
        done bigint not null,
        wanted_since timestamp with time zone,
        not_before timestamp with time zone not null,
        delivery varchar(100) not null,
        started timestamp with time zone,
        ended timestamp with time zone,
        outcome varchar(20) not null,
        failure varchar(2000) not null,
        failures int not null,
        requests int not null,
        report text not null,
        changed bigint not null);
      create index setpoint_changed_idx on setpoint_repository (changed);
      create table setpoint_session (
        id varchar(64) not null primary key,
        login varchar(100) not null,
        repositories text not null,
        expires timestamp with time zone not null);
      create table setpoint_schema (version int not null);
      insert into setpoint_schema values (%d);
      """
          .formatted(VERSION);

  private Schema() {}

  /** Whether the tables are there, in this version. */
  static boolean stands(Database database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      return version(statement) == VERSION;
    }
  }

  /**
   * Makes the tables unless they stand already; several processes may do so at once.
   *
   * @param first when to find out which repositories there are
   */
  static void build(Database database, Instant first) throws SQLException {
    database.inOne(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
              statement.execute("select pg_advisory_xact_lock(" + "setpoint".hashCode() + ")");
            }
            if (version(statement) != VERSION) {
              for (String table : TABLES) {
                statement.execute("drop table if exists " + table);
              }
              for (String command : CREATE.split(";\\s*", -1)) {
                if (!command.isBlank()) {
                  statement.execute(command);
                }
              }
              Roster.add(connection, Ledger.DISCOVERY, 0, first);
            }
          }
          return true;
        });
  }

  private static int version(Statement statement) throws SQLException {
    String exists =
        "select 1 from information_schema.tables where table_name = 'setpoint_schema' and"
            + " table_schema = current_schema";
    try (ResultSet found = statement.executeQuery(exists)) {
      if (!found.next()) {
        return 0;
      }
    }
    try (ResultSet found = statement.executeQuery("select version from setpoint_schema")) {
      return found.next() ? found.getInt(1) : 0;
    }
  }
}
