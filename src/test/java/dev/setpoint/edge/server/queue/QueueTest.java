package dev.setpoint.edge.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When passes run, with passes that do nothing but wait. */
@Timeout(120)
class QueueTest {
  private static final Rhythm RHYTHM =
      new Rhythm(Duration.ofHours(6), Duration.ofMillis(1), Duration.ofSeconds(5));

  @TempDir Path directory;

  private final Clock clock = Clock.systemUTC();
  private final AtomicInteger passes = new AtomicInteger();
  private final AtomicInteger others = new AtomicInteger();
  private final Semaphore go = new Semaphore(0);
  private final Semaphore begun = new Semaphore(0);
  private Database database;
  private Ledger ledger;
  private Queue queue;

  @BeforeEach
  void open() throws Exception {
    database = Database.embedded(directory, 8);
    Schema.build(database, Instant.now().plus(Duration.ofHours(1)));
    ledger = new Ledger(database);
    queue = queue(entry -> RHYTHM.settled(Outcome.Word.SETTLED, Instant.now(), 0, ""));
  }

  /** What a pass over {@code shop/app} comes to. */
  private interface End {
    Outcome of(Entry entry);
  }

  private Queue queue(End end) {
    Work work =
        (entry, lease) -> {
          if (!entry.name().equals("shop/app")) {
            others.incrementAndGet();
            return RHYTHM.settled(Outcome.Word.SETTLED, Instant.now(), 0, "");
          }
          passes.incrementAndGet();
          begun.release();
          go.acquireUninterruptibly();
          return end.of(entry);
        };
    Queue.Watcher nobody =
        new Queue.Watcher() {
          @Override
          public void began(Entry entry) {}

          @Override
          public void ended(Entry entry, Outcome outcome, Duration took) {}
        };
    return new Queue(
        database, ledger, work, RHYTHM, clock, nobody, "test", 2, Duration.ofSeconds(5));
  }

  @AfterEach
  void close() {
    go.release(1_000);
    queue.close();
    database.close();
  }

  private void members(String... names) throws Exception {
    ledger.members(List.of(new Member(0, "", false, Optional.of(List.of(names)))), clock.instant());
    queue.start();
  }

  private void wake(String name) throws Exception {
    ledger.wake(List.of(new Knock(name, "d")), clock.instant());
    queue.hurry();
  }

  @Test
  void wakeUpsDuringAPassMakeExactlyOneMore() throws Exception {
    members("shop/app");
    assertThat(begun.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 5; i++) {
      wake("Shop/App");
    }
    go.release();
    assertThat(begun.tryAcquire(60, TimeUnit.SECONDS)).as("the pass that counts them").isTrue();
    go.release();
    until(
        () ->
            ledger.one("shop/app").filter(e -> e.wanted() == e.done() && !e.running()).isPresent());
    assertThat(passes).hasValue(2);
    assertThat(ledger.one("shop/app").orElseThrow().wanted()).isEqualTo(6);
    assertThat(ledger.one("shop/app").orElseThrow().next().orElseThrow())
        .isAfter(Instant.now().plus(Duration.ofHours(5)));
  }

  @Test
  void wakeUpsAtAnyMomentAreCounted() throws Exception {
    members("shop/app");
    go.release(1_000_000);
    CountDownLatch done = new CountDownLatch(3);
    for (int t = 0; t < 3; t++) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  for (int i = 0; i < 100; i++) {
                    wake("shop/app");
                    Thread.sleep(i % 7);
                  }
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                } finally {
                  done.countDown();
                }
              });
    }
    assertThat(done.await(100, TimeUnit.SECONDS)).isTrue();
    until(
        () -> ledger.one("shop/app").filter(e -> e.wanted() == 301 && e.done() == 301).isPresent());
    assertThat(passes.get()).isGreaterThan(1);
  }

  @Test
  void oneBusyRepositoryLeavesRoomForTheOthers() throws Exception {
    queue = queue(entry -> RHYTHM.continues(Instant.now(), 0, ""));
    members("shop/app", "shop/other", "shop/third");
    go.release(1_000_000); // shop/app asks for another pass after every pass
    until(() -> passes.get() > 20);
    int before = others.get();
    wake("shop/other");
    wake("shop/third");
    until(() -> others.get() >= before + 2);
  }

  @Test
  void whatIsUninstalledDuringItsPassIsForgottenAfterIt() throws Exception {
    members("shop/app");
    assertThat(begun.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    ledger.members(List.of(), clock.instant());
    go.release();
    until(() -> queue.running() == 0);
    assertThat(ledger.one("shop/app")).isEmpty();
    assertThat(ledger.wake(List.of(new Knock("shop/app", "d")), clock.instant()))
        .containsExactly("shop/app");
  }

  @Test
  void aStoppingProcessHandsBackWhatItHasNotFinished() throws Exception {
    members("shop/app");
    assertThat(begun.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    ledger.release("test", clock.instant());
    Entry entry = ledger.one("shop/app").orElseThrow();
    assertThat(entry.running()).isFalse();
    assertThat(entry.waiting()).isTrue();
    assertThat(entry.next().orElseThrow()).isBeforeOrEqualTo(clock.instant());
  }

  private interface Check {
    boolean holds() throws Exception;
  }

  private static void until(Check check) throws Exception {
    for (int i = 0; i < 1_000; i++) {
      if (check.holds()) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("it never came to that");
  }
}
