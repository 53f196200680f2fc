package dev.setpoint.edge.server.http;

import dev.setpoint.edge.Token;
import dev.setpoint.edge.server.Figures;
import dev.setpoint.edge.server.app.Pasts;
import dev.setpoint.edge.server.queue.Doorbell;
import dev.setpoint.edge.server.queue.Ledger;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.util.JavalinException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that is answered over HTTP: {@code /webhook} to whoever knows the secret, {@code
 * /healthz}, {@code /readyz} and {@code /metrics} to everybody (they name nothing), the pages and
 * their data to whom {@link Access} lets in.
 */
public final class Door implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final Duration IDLE = Duration.ofSeconds(15);
  private static final int MOST_HEADER_BYTES = 16 * 1024;

  private final Javalin javalin;
  private final Access access;
  private final Events events;
  private final PageData data;

  /**
   * @param host the address to listen on
   * @param port 0 for any free one
   * @param web the root of GitHub's pages
   * @param trouble why the server cannot work at the moment; "" when it can
   */
  public Door(
      String host,
      int port,
      Token secret,
      Access access,
      String web,
      Ledger ledger,
      Pasts pasts,
      Doorbell doorbell,
      Figures figures,
      InstantSource clock,
      Supplier<String> trouble) {
    this.access = access;
    this.events = new Events(ledger);
    this.data = new PageData(ledger, pasts, clock, web);
    Webhook webhook = new Webhook(secret, doorbell, figures);
    this.javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.startup.startupWatcherEnabled = false;
              config.concurrency.useVirtualThreads = true;
              config.jetty.host = host;
              config.jetty.port = port;
              config.jetty.modifyHttpConfiguration(
                  http -> {
                    http.setSendServerVersion(false);
                    http.setRequestHeaderSize(MOST_HEADER_BYTES);
                    http.setIdleTimeout(IDLE.toMillis());
                  });
              config.jetty.modifyServer(
                  server -> {
                    server.setStopTimeout(Duration.ofSeconds(5).toMillis());
                    for (var connector : server.getConnectors()) {
                      if (connector instanceof ServerConnector tcp) {
                        tcp.setIdleTimeout(IDLE.toMillis());
                      }
                    }
                  });
              config.routes.post("/webhook", webhook);
              config.routes.get("/healthz", c -> Answers.message(c, 200, "alive"));
              config.routes.get("/readyz", c -> ready(c, trouble.get()));
              config.routes.get(
                  "/metrics",
                  c ->
                      c.contentType("text/plain; version=0.0.4; charset=utf-8")
                          .result(figures.scrape()));
              pages(config);
            });
    try {
      javalin.start();
    } catch (RuntimeException e) {
      events.close();
      throw e;
    }
  }

  private void pages(JavalinConfig config) {
    config.routes.get("/api/v1/me", c -> guarded(c, v -> data.me(c, v)));
    config.routes.get("/api/v1/repositories", c -> guarded(c, v -> data.repositories(c, v)));
    config.routes.get(
        "/api/v1/repositories/{owner}/{name}", c -> guarded(c, v -> data.repository(c, v)));
    config.routes.get(
        "/api/v1/repositories/{owner}/{name}/history", c -> guarded(c, v -> data.history(c, v)));
    // Before the stream's head is sent: a refusal has a status of its own.
    config.routes.before("/api/v1/events", this::onlyVisitors);
    config.routes.sse("/api/v1/events", this::listen);
    if (access instanceof Access.GitHub github) {
      config.routes.get("/sign-in", github.signIn()::start);
      config.routes.get("/sign-in/back", github.signIn()::back);
      config.routes.post("/sign-out", github.signIn()::end);
    }
    config.routes.get(
        "/api/*", c -> guarded(c, v -> Answers.message(c, 404, "there is nothing here")));
    config.routes.get("/*", this::page);
    config.routes.exception(SQLException.class, Door::away);
    config.routes.exception(Exception.class, Door::bug);
  }

  private static void ready(Context context, String trouble) {
    Answers.message(context, trouble.isEmpty() ? 200 : 503, trouble.isEmpty() ? "ready" : trouble);
  }

  /** Something that only visitors get. */
  @FunctionalInterface
  private interface Guarded {
    void give(Visitor visitor) throws SQLException;
  }

  private void guarded(Context context, Guarded what) throws SQLException {
    Optional<Visitor> visitor = access.visitor(context);
    if (visitor.isPresent()) {
      what.give(visitor.get());
    } else {
      refuse(context);
    }
  }

  private void refuse(Context context) {
    var body = Answers.object().put("message", access.refusal());
    if (access instanceof Access.GitHub) {
      body.put("signIn", "/sign-in");
    }
    Answers.json(context, 401, body);
  }

  private void page(Context context) throws Exception {
    if (access.visitor(context).isPresent()) {
      Files.answer(context);
    } else if (access instanceof Access.GitHub && context.path().equals("/")) {
      context.redirect("/sign-in");
    } else {
      refuse(context);
    }
  }

  private void onlyVisitors(Context context) throws SQLException {
    if (access.visitor(context).isEmpty()) {
      refuse(context);
      context.skipRemainingHandlers();
    }
  }

  private void listen(SseClient client) {
    try {
      access.visitor(client.ctx()).ifPresentOrElse(v -> events.listen(client, v), client::close);
    } catch (SQLException e) {
      client.close();
    }
  }

  private static void away(SQLException e, Context context) {
    LOG.atWarn().addKeyValue("failure", e.getMessage()).log("the database does not answer");
    Answers.message(context, 503, "the database does not answer; try again");
  }

  private static void bug(Exception e, Context context) {
    LOG.error("a bug ended a request to " + context.path(), e);
    Answers.message(context, 500, "a bug in Setpoint ended this request; the log says more");
  }

  /** The port that is listened on. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    events.close();
    try {
      javalin.stop();
    } catch (JavalinException e) {
      // A request that outlasts the drain is cut: its sender was told nothing, and sends again.
      LOG.atWarn().addKeyValue("failure", e.getMessage()).log("stopped with requests under way");
    }
  }
}
