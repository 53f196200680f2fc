package dev.setpoint.edge.server.http;

import dev.setpoint.edge.server.queue.Knock;
import dev.setpoint.edge.server.queue.Ledger;
import io.javalin.http.sse.SseClient;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells open pages which repositories have changed, whichever process made the change: the ledger
 * is looked at twice a second while anybody listens.
 */
final class Events implements AutoCloseable {
  private static final int MOST = 500;
  private static final long LOOK_MILLIS = 500;
  private static final int LOOKS_A_BEAT = 10;

  private final Ledger ledger;
  private final Map<SseClient, Visitor> listeners = new ConcurrentHashMap<>();
  private final Thread thread;

  Events(Ledger ledger) {
    this.ledger = ledger;
    this.thread = Thread.ofPlatform().daemon().name("setpoint-events").start(this::watch);
  }

  void listen(SseClient client, Visitor visitor) {
    if (listeners.size() >= MOST) {
      client.sendEvent("full", "{\"message\":\"too many listeners; ask again later\"}");
      client.close();
      return;
    }
    client.keepAlive();
    client.onClose(() -> listeners.remove(client));
    client.sendEvent("hello", "{\"schemaVersion\":1}");
    listeners.put(client, visitor);
  }

  private void watch() {
    Map<String, Long> known = Map.of();
    boolean fresh = false;
    for (int look = 1; !Thread.currentThread().isInterrupted(); look++) {
      try {
        Thread.sleep(LOOK_MILLIS);
        if (listeners.isEmpty()) {
          fresh = false;
          continue;
        }
        Map<String, Long> now = ledger.changes();
        if (fresh) {
          tell(known, now);
        }
        known = now;
        fresh = true;
        if (look % LOOKS_A_BEAT == 0) {
          listeners.keySet().forEach(client -> client.sendComment("beat"));
        }
      } catch (InterruptedException e) {
        return;
      } catch (SQLException | RuntimeException e) {
        // The database is away: pages show what they have, and hear of it when it is back.
      }
    }
  }

  private void tell(Map<String, Long> before, Map<String, Long> now) {
    now.forEach(
        (name, changed) -> {
          if (!changed.equals(before.get(name))) {
            String data = Answers.object().put("name", name).put("changed", changed).toString();
            send("repository", name, data);
          }
        });
    before.keySet().stream()
        .filter(name -> !now.containsKey(name))
        .forEach(name -> send("gone", name, Answers.object().put("name", name).toString()));
  }

  private void send(String event, String name, String data) {
    listeners.forEach(
        (client, visitor) -> {
          if (visitor.sees(Knock.key(name))) {
            client.sendEvent(event, data);
          }
        });
  }

  @Override
  public void close() {
    thread.interrupt();
    listeners.keySet().forEach(SseClient::close);
  }
}
