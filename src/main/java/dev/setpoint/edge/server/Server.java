package dev.setpoint.edge.server;

import dev.setpoint.edge.git.Stores;
import dev.setpoint.edge.server.app.Passes;
import dev.setpoint.edge.server.app.Pasts;
import dev.setpoint.edge.server.http.Door;
import dev.setpoint.edge.server.queue.Doorbell;
import dev.setpoint.edge.server.queue.Keeper;
import dev.setpoint.edge.server.queue.Ledger;
import dev.setpoint.edge.server.queue.Queue;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process of the server: hears of events, and lets passes run. It starts, and says that it is
 * alive, whatever else is away.
 */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final long STOCK_MILLIS = 5_000;

  /** Of so many repositories what git fetched is kept: some hundred kilobytes each, on disk. */
  private static final int MOST_STORES = 500;

  private final Options options;
  private final Ledger ledger;
  private final Figures figures = new Figures();
  private final Pasts pasts;
  private final Queue queue;
  private final Doorbell doorbell;
  private final Stores stores;
  private volatile @Nullable Keeper keeper;
  private final Door door;
  private final Thread stocktaking;
  private volatile boolean stopping;

  private Server(Options options) throws IOException {
    this.options = options;
    this.ledger = new Ledger(options.database());
    this.stores = Stores.keeping(MOST_STORES, options.clock());
    this.queue =
        new Queue(
            options.database(),
            ledger,
            new Passes(options.hub(), ledger, options.rhythm(), options.clock(), stores),
            options.rhythm(),
            options.clock(),
            figures,
            options.address().process(),
            options.workers(),
            options.grace());
    this.pasts = new Pasts(options.hub(), options.clock());
    this.doorbell = new Doorbell(ledger, options.clock(), queue::hurry);
    // Before anything runs: a process that cannot listen does nothing at all.
    try {
      this.door =
          new Door(
              options.host(),
              options.port(),
              options.secret(),
              options.access(),
              options.address().web(),
              ledger,
              pasts,
              doorbell,
              figures,
              options.clock(),
              this::trouble);
    } catch (JavalinException e) {
      doorbell.close();
      throw new BindException(
          "cannot listen on %s:%d: the port is taken, or the address is not this machine's"
              .formatted(options.host(), options.port()));
    }
    this.keeper = new Keeper(options.database(), ledger, queue, options.clock());
    this.stocktaking = Thread.ofPlatform().daemon().name("setpoint-stock").start(this::takeStock);
  }

  /** Sends the log there, one JSON object a line. */
  public static void logTo(OutputStream out, String level) {
    Logs.start(out, level);
  }

  /**
   * Starts; returns as soon as it listens.
   *
   * @throws BindException when it cannot listen there: then nothing runs
   */
  public static Server start(Options options) throws IOException {
    Server server = new Server(options);
    LOG.atInfo().addKeyValue("port", server.port()).log("listening");
    return server;
  }

  public int port() {
    return door.port();
  }

  /** Why it is not ready; "" when it is. */
  public String trouble() {
    @Nullable Keeper known = keeper;
    return stopping || known == null ? "the server is starting or stopping" : known.trouble();
  }

  private void takeStock() {
    while (!stopping) {
      try {
        figures.stock(ledger, options.clock());
      } catch (SQLException | RuntimeException e) {
        // The keeper tells of a database that is away.
      }
      try {
        Thread.sleep(STOCK_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /**
   * Stops in order: says that it is not ready, answers what is being asked, lets passes finish for
   * the grace, hands the others back to the queue.
   */
  @Override
  public void close() {
    stopping = true;
    LOG.info("stopping");
    stocktaking.interrupt();
    door.close();
    pasts.close();
    doorbell.close();
    @Nullable Keeper known = keeper;
    if (known != null) {
      known.close();
    }
    queue.close();
    stores.close();
    options.database().close();
    LOG.info("stopped");
  }
}
