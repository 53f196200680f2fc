package dev.setpoint.edge.server.queue;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tables standing: waits for a database that is away, makes the tables when they are
 * gone, and starts the queue once they are there.
 */
public final class Keeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
  private static final long LOOK_MILLIS = 1_000;

  private final Database database;
  private final Ledger ledger;
  private final Queue queue;
  private final InstantSource clock;
  private final Thread thread;
  private boolean stood;
  private volatile String trouble = "the database has not been reached yet";

  public Keeper(Database database, Ledger ledger, Queue queue, InstantSource clock) {
    this.database = database;
    this.ledger = ledger;
    this.queue = queue;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("setpoint-keeper").start(this::keep);
  }

  /** Why nothing can be written down at the moment; "" when all is well. */
  public String trouble() {
    return trouble;
  }

  private void keep() {
    while (!Thread.currentThread().isInterrupted()) {
      look();
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void look() {
    try {
      Instant now = clock.instant();
      if (!Schema.stands(database)) {
        // Passes may be under way of which new tables know nothing: they notice within this time.
        Schema.build(database, stood ? now.plus(queue.untilTakenOver()) : now);
        LOG.info("the tables were made");
      }
      stood = true;
      // Idempotent, and cheap: whoever deletes single rows gets them back too.
      ledger.ensure(Ledger.DISCOVERY, now);
      queue.start();
      if (!trouble.isEmpty()) {
        LOG.info("the database is there");
      }
      trouble = "";
    } catch (SQLException | RuntimeException e) {
      String said = "the database does not answer: " + e.getMessage();
      if (!said.equals(trouble)) {
        LOG.atWarn().addKeyValue("failure", e.getMessage()).log("the database does not answer");
      }
      trouble = said;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
