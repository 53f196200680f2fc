package dev.setpoint.edge.server.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs the passes: db-scheduler, one task for each repository, so that at most one pass of it runs
 * in the whole cluster. The {@link Ledger} says why no wake-up gets lost; the oldest due task goes
 * first, and a repository that has had its pass goes to the end of the line, so that none starves.
 */
public final class Queue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Queue.class);
  private static final int MISSED_HEARTBEATS = 4;
  private static final int LEAST_COST = 10;

  /** How often due tasks are looked for when nobody hurries. */
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Database database;
  private final Ledger ledger;
  private final Work work;
  private final Rhythm rhythm;
  private final InstantSource clock;
  private final Watcher watcher;
  private final String process;
  private final int workers;
  private final Duration grace;
  private final Map<String, Lease> running = new ConcurrentHashMap<>();
  private volatile @Nullable Scheduler scheduler;
  private volatile boolean closing;

  /** Is told of every pass, for logs and figures. */
  public interface Watcher {
    void began(Entry entry);

    void ended(Entry entry, Outcome outcome, Duration took);
  }

  /**
   * @param process names this process in the database
   * @param workers how many passes run at once in it
   * @param grace how long {@link #close} lets running passes finish
   */
  public Queue(
      Database database,
      Ledger ledger,
      Work work,
      Rhythm rhythm,
      InstantSource clock,
      Watcher watcher,
      String process,
      int workers,
      Duration grace) {
    this.database = database;
    this.ledger = ledger;
    this.work = work;
    this.rhythm = rhythm;
    this.clock = clock;
    this.watcher = watcher;
    this.process = process;
    this.workers = workers;
    this.grace = grace;
  }

  /** Starts running passes; the tables must stand. Does nothing when it runs already. */
  public synchronized void start() {
    if (scheduler != null || closing) {
      return;
    }
    CustomTask<Void> pass =
        Tasks.custom(Ledger.TASK, Void.class)
            .onFailure(this::bug)
            .onDeadExecution(
                (dead, operations) -> {
                  LOG.atWarn()
                      .addKeyValue("repository", dead.getExecution().getId())
                      .log("a pass has died; it is taken over");
                  operations.reschedule(dead, clock.instant());
                })
            .execute(this::run);
    SchedulerBuilder builder =
        Scheduler.create(database, pass)
            .schedulerName(new SchedulerName.Fixed(process))
            .threads(workers)
            .pollingInterval(TICK)
            .heartbeatInterval(rhythm.heartbeat())
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(grace);
    Scheduler made = (isPostgres() ? builder.pollUsingLockAndFetch(0.5, 1.0) : builder).build();
    scheduler = made;
    made.start();
  }

  private boolean isPostgres() {
    try (var connection = database.getConnection()) {
      return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    } catch (SQLException e) {
      throw new IllegalStateException("the database went away while the queue started", e);
    }
  }

  /** Looks for due tasks at once rather than at the next tick. */
  public void hurry() {
    Scheduler now = scheduler;
    if (now != null && !closing) {
      now.triggerCheckForDueExecutions();
    }
  }

  /** The same as soon as something is due that comes before the next tick. */
  private void hurryAt(Instant due) {
    long millis = Duration.between(clock.instant(), due).toMillis() + 1;
    if (millis < TICK.toMillis()) {
      CompletableFuture.delayedExecutor(Math.max(0, millis), TimeUnit.MILLISECONDS)
          .execute(this::hurry);
    }
  }

  /** How long a process can be silent before its passes are another's. */
  Duration untilTakenOver() {
    return rhythm.heartbeat().multipliedBy(MISSED_HEARTBEATS);
  }

  /** How many passes run in this process. */
  public int running() {
    return running.size();
  }

  private CompletionHandler<Void> run(TaskInstance<Void> task, ExecutionContext context) {
    String name = task.getId();
    Lease lease = new Lease(context.getCurrentlyExecuting().getHeartbeatState());
    if (closing || running.putIfAbsent(name, lease) != null) {
      // After an outage this process may have taken over from itself.
      return (done, operations) ->
          operations.reschedule(done, clock.instant().plus(rhythm.heartbeat()));
    }
    try {
      return pass(name, lease);
    } finally {
      running.remove(name, lease);
      MDC.clear();
    }
  }

  private CompletionHandler<Void> pass(String name, Lease lease) {
    Instant began = clock.instant();
    Optional<Entry> entry;
    try {
      entry = ledger.begin(name, began);
    } catch (SQLException e) {
      throw new IllegalStateException("the database went away as a pass began", e);
    }
    if (entry.isEmpty()) {
      return (done, operations) -> operations.remove();
    }
    MDC.put("repository", entry.get().fullName());
    MDC.put("delivery", entry.get().delivery());
    watcher.began(entry.get());
    Outcome outcome = outcome(entry.get(), lease);
    watcher.ended(entry.get(), outcome, Duration.between(began, clock.instant()));
    return (done, operations) -> settle(entry.get(), outcome, lease, done, operations);
  }

  private Outcome outcome(Entry entry, Lease lease) {
    Instant now = clock.instant();
    try {
      if (ledger.suspended(entry.installation())) {
        return rhythm.suspended(now);
      }
      Quota quota = ledger.quota(entry.installation());
      if (quota.forbids(Math.max(LEAST_COST, entry.requests()), now)) {
        return rhythm.limited(
            now,
            quota.reset(),
            "the hour's requests are nearly used up (" + quota.remaining() + " left)",
            0);
      }
      return work.on(entry, lease);
    } catch (Lease.Lost e) {
      return rhythm.lost(clock.instant(), String.valueOf(e.getMessage()));
    } catch (IOException | SQLException e) {
      return rhythm.failed(clock.instant(), entry.failures(), String.valueOf(e.getMessage()), 0);
    } catch (RuntimeException | StackOverflowError e) {
      if (!lease.held()) {
        return rhythm.lost(clock.instant(), "the pass was given up");
      }
      LOG.error("a bug ended a pass", e);
      return rhythm.failed(clock.instant(), entry.failures(), "a bug in Setpoint: " + e, 0);
    }
  }

  /**
   * Writes the end of a pass down, once the database is there; a lease that ran out meanwhile is
   * another's to settle, and db-scheduler refuses to write over it.
   */
  private void settle(
      Entry entry,
      Outcome outcome,
      Lease lease,
      ExecutionComplete done,
      ExecutionOperations<Void> operations) {
    while (true) {
      try {
        Optional<Instant> again =
            ledger.settle(
                entry.name(),
                entry.wanted(),
                outcome,
                clock.instant(),
                next -> {
                  if (next.isPresent()) {
                    operations.reschedule(done, next.get());
                  } else {
                    operations.remove();
                  }
                });
        hurry();
        again.ifPresent(this::hurryAt);
        return;
      } catch (SQLException | RuntimeException e) {
        if (!lease.held() || !Sql.isWeather(e)) {
          throw new IllegalStateException("a pass's end could not be written", e);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(250);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the database", e);
    }
  }

  private void bug(ExecutionComplete failed, ExecutionOperations<Void> operations) {
    operations.reschedule(failed, rhythm.retryAfter(clock.instant(), 0));
  }

  /** Lets running passes finish for a while, gives up the rest, and hands everything back. */
  @Override
  public synchronized void close() {
    closing = true;
    Scheduler now = scheduler;
    if (now == null) {
      return;
    }
    Thread last =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Thread.sleep(grace);
                    running.values().forEach(Lease::revoke);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    now.stop();
    last.interrupt();
    running.values().forEach(Lease::revoke);
    try {
      ledger.release(process, clock.instant());
    } catch (SQLException | RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("failure", e.getMessage())
          .log("could not hand passes back; they are missed soon");
    }
  }
}
