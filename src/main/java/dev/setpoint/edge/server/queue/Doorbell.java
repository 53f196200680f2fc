package dev.setpoint.edge.server.queue;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes wake-ups and writes them down, all that came meanwhile in one transaction: ten thousand
 * deliveries about the same repositories cost a few dozen.
 *
 * <p>While the database is away it remembers them (a name each, however often it was knocked) and
 * writes them as soon as it can; whoever knocked hears that this is not certain.
 */
public final class Doorbell implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Doorbell.class);
  private static final int MOST_AT_ONCE = 500;
  private static final int MOST_REMEMBERED = 100_000;
  private static final long AGAIN_MILLIS = 500;

  private final Ledger ledger;
  private final InstantSource clock;
  private final Runnable written;
  private final Thread writer;
  private final Object lock = new Object();
  private Map<String, Slot> pending = new LinkedHashMap<>();
  private boolean away;
  private boolean closed;

  /** One repository's wake-up, and who waits to hear of it. */
  private record Slot(Knock knock, List<CompletableFuture<Boolean>> answers) {
    void answer(boolean written) {
      answers.forEach(a -> a.complete(written));
    }
  }

  /**
   * @param written is told after each transaction that wakes somebody
   */
  public Doorbell(Ledger ledger, InstantSource clock, Runnable written) {
    this.ledger = ledger;
    this.clock = clock;
    this.written = written;
    this.writer = Thread.ofPlatform().daemon().name("setpoint-doorbell").start(this::write);
  }

  /**
   * Notes that a repository was woken. The answer comes when that is decided: true, it is written
   * down; false, the database is away, and it is only remembered.
   */
  public CompletableFuture<Boolean> ring(Knock knock) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    synchronized (lock) {
      if (closed || (pending.size() >= MOST_REMEMBERED && !pending.containsKey(knock.key()))) {
        answer.complete(false);
        return answer;
      }
      Slot earlier = pending.get(knock.key());
      List<CompletableFuture<Boolean>> answers =
          earlier == null ? new ArrayList<>() : earlier.answers();
      if (away) {
        answer.complete(false); // nobody waits for what is known
      } else {
        answers.add(answer);
      }
      pending.put(knock.key(), new Slot(knock, answers));
      lock.notifyAll();
    }
    return answer;
  }

  private void write() {
    List<Slot> batch = next();
    while (!batch.isEmpty()) {
      if (!write(batch)) {
        return;
      }
      batch = next();
    }
  }

  /** What is to be written next; waits for it. Empty at the end. */
  private List<Slot> next() {
    synchronized (lock) {
      while (pending.isEmpty() && !closed) {
        if (!sleep(0)) {
          return List.of();
        }
      }
      List<Slot> batch = pending.values().stream().limit(MOST_AT_ONCE).toList();
      batch.forEach(slot -> pending.remove(slot.knock().key()));
      return batch;
    }
  }

  /** False when it is time to end. */
  private boolean write(List<Slot> batch) {
    try {
      Instant now = clock.instant();
      Set<String> unknown = ledger.wake(batch.stream().map(Slot::knock).toList(), now);
      if (!unknown.isEmpty()) {
        // Perhaps installed a moment ago: discovery knows. It never believes the delivery.
        String delivery = batch.getLast().knock().delivery();
        ledger.wake(List.of(new Knock(Ledger.DISCOVERY, delivery)), now);
      }
    } catch (SQLException | RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("failure", e.getMessage())
          .log("the database is away; wake-ups are remembered");
      List<Slot> told = new ArrayList<>(batch);
      synchronized (lock) {
        away = true;
        told.addAll(pending.values());
        Map<String, Slot> again = new LinkedHashMap<>();
        told.forEach(s -> again.put(s.knock().key(), new Slot(s.knock(), new ArrayList<>())));
        pending = again;
      }
      told.forEach(slot -> slot.answer(false));
      synchronized (lock) {
        return !closed && sleep(AGAIN_MILLIS);
      }
    }
    synchronized (lock) {
      away = false;
    }
    written.run();
    batch.forEach(slot -> slot.answer(true));
    return true;
  }

  /** How many repositories are remembered and not yet written down. */
  public int remembered() {
    synchronized (lock) {
      return pending.size();
    }
  }

  // Whoever calls looks again afterwards, whatever ended the wait.
  @SuppressWarnings("WaitNotInLoop")
  private boolean sleep(long millis) {
    try {
      lock.wait(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Writes what is left, if the database is there, and ends. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    try {
      writer.join(5_000);
      writer.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
