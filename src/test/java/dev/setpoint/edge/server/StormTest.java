package dev.setpoint.edge.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.setpoint.sandbox.world.Repo;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * No wake-up is lost and no two passes of a repository run at once, while processes are killed and
 * PostgreSQL is stopped, started and emptied.
 */
class StormTest {
  @TempDir Path directory;

  @Test
  @Timeout(300)
  void aSmallStorm() throws Exception {
    weather(8, 2, 240);
  }

  @Test
  @Tag("soak")
  @Timeout(3600)
  void aStorm() throws Exception {
    weather(200, 4, 10_000);
  }

  private void weather(int repositories, int processes, int deliveries) throws Exception {
    Optional<Postgres> postgres = Postgres.start(directory.resolve("postgres"));
    assumeTrue(postgres.isPresent(), "PostgreSQL cannot be started here");
    try (Storm storm = new Storm(directory, postgres.get(), repositories, 3, 6L)) {
      for (int i = 0; i < processes; i++) {
        storm.startWorker();
      }
      for (Worker worker : storm.all) {
        storm.workers.add(worker.ready());
      }
      int patience = 60 + 4 * repositories;
      assertThat(storm.until(patience, () -> storm.open() == repositories))
          .as("every plan has begun")
          .isTrue();

      List<Repo> moved = storm.peopleAct();
      storm.burst(moved, deliveries / 3);
      Worker victim = storm.workers.removeFirst();
      victim.kill();
      storm.workers.add(storm.startWorker().ready());

      // What was told to the process that died, and not answered, may be told again: GitHub
      // redelivers.
      assertThat(
              storm.until(
                  patience, () -> storm.done() >= repositories && storm.open() == repositories))
          .as("every first step is done though a process died: " + storm.done())
          .isTrue();

      moved = storm.peopleAct();
      storm.postgres.stop();
      storm.burst(moved.subList(0, moved.size() / 2), deliveries / 6);
      storm.postgres.start();
      assertThat(storm.until(patience, storm::ready)).as("ready again").isTrue();
      storm.burst(moved.subList(moved.size() / 2, moved.size()), deliveries / 6);
      assertThat(
              storm.until(
                  patience, () -> storm.done() >= 2 * repositories && storm.open() == repositories))
          .as("every second step is done though the database was away: " + storm.done())
          .isTrue();

      storm.postgres.empty();
      moved = storm.peopleAct();
      storm.burst(List.of(), deliveries / 12);
      assertThat(storm.until(patience, storm::ready)).as("ready with new tables").isTrue();
      storm.burst(moved, deliveries / 4);
      assertThat(storm.until(patience, () -> storm.done() == storm.steps()))
          .as("every plan is at its fixpoint though the database was emptied: " + storm.done())
          .isTrue();
      assertThat(storm.until(patience, () -> settled(storm)))
          .as("every wake-up is counted")
          .isTrue();

      boolean ended = true;
      for (Worker worker : storm.workers) {
        ended &= worker.stop();
      }
      assertThat(ended).as("every process stopped when it was asked to").isTrue();
      judge(storm, repositories);
    }
  }

  private static void judge(Storm storm, int repositories) throws Exception {
    Map<String, List<Worker.PassSpan>> passes = new HashMap<>();
    int total = 0;
    for (Worker worker : storm.all) {
      for (Worker.PassSpan pass : worker.passes()) {
        passes.computeIfAbsent(pass.repository(), r -> new ArrayList<>()).add(pass);
        total++;
      }
    }
    List<String> doubles = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    passes.forEach(
        (repository, list) -> {
          list.sort(java.util.Comparator.comparingLong(Worker.PassSpan::began));
          for (int i = 1; i < list.size(); i++) {
            if (list.get(i).began() < list.get(i - 1).ended()) {
              doubles.add(list.get(i - 1) + " and " + list.get(i));
            }
          }
          Long told = storm.lastAccepted.get(repository);
          if (told != null && list.getLast().began() < told) {
            lost.add(repository);
          }
        });
    long issues = storm.repositories.stream().mapToLong(r -> r.issues().all().size()).sum();
    System.out.printf(
        "storm: %d repositories, %d processes, answers %s, %d passes, %d lost wake-ups, %d double"
            + " passes at once, %d forged accepted, %d of %d steps done, %d issues%n",
        repositories,
        storm.workers.size(),
        storm.answers,
        total,
        lost.size(),
        doubles.size(),
        storm.forgedAccepted,
        storm.done(),
        storm.steps(),
        issues);
    assertThat(doubles).as("two passes of one repository at once").isEmpty();
    assertThat(lost).as("told of, and not looked at afterwards").isEmpty();
    assertThat(storm.forgedAccepted).isZero();
    assertThat(storm.answers.keySet()).as("answers").isSubsetOf(202, 400, 401, 503);
    assertThat(issues).as("no issue was opened twice").isEqualTo(storm.steps());
  }

  private static boolean settled(Storm storm) {
    String unsettled = "select count(*) from setpoint_repository where wanted <> done";
    try (Connection connection = DriverManager.getConnection(storm.postgres.url());
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery(unsettled)) {
      return count.next() && count.getInt(1) == 0;
    } catch (java.sql.SQLException e) {
      return false;
    }
  }
}
