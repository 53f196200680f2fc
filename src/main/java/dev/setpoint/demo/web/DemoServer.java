package dev.setpoint.demo.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.setpoint.sandbox.rest.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/**
 * Serves the demo to a browser on this machine: the page's files, one stream of what happens, and
 * what the visitor does. Listens on the loopback address, and answers only to its own name there,
 * so that no other page in the same browser can reach it.
 */
public final class DemoServer implements AutoCloseable {
  private static final int MOST_BYTES = 1 << 20;
  private static final long NOTHING_NEW_MILLIS = 15_000;
  private static final long LOOK_MILLIS = 40;

  /** Only what comes from here, nothing inline, and in no frame. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src"
          + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong version = new AtomicLong();
  private final Pace pace = new Pace();
  private volatile Show show;
  private volatile Acts acts;
  private volatile Parts parts;
  private volatile boolean closed;

  private DemoServer(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    show = new Show(pace, version);
    acts = new Acts(show, pace);
    parts = new Parts(show);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /**
   * Starts the sandbox and the server.
   *
   * @param port 0 for any free one
   */
  public static DemoServer start(int port) throws IOException {
    return new DemoServer(port);
  }

  /** Where to point a browser. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** From now on passes run at full speed. */
  public void hurry() {
    pace.every(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!isHome(exchange)) {
        send(exchange, 403, "text/plain", bytes("This server answers only to its own page."));
        return;
      }
      String path = exchange.getRequestURI().getPath();
      switch (exchange.getRequestMethod()) {
        case "GET", "HEAD" -> get(exchange, path);
        case "POST" -> post(exchange, path);
        default -> send(exchange, 405, "text/plain", bytes("GET or POST"));
      }
    } catch (UncheckedIOException | IOException gone) {
      // The browser has closed the connection; its next one begins anew.
    }
  }

  // Another page may send requests here, with another Origin; a name that was bound anew to this
  // address comes with another Host.
  private boolean isHome(HttpExchange exchange) {
    int port = server.getAddress().getPort();
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    boolean named = host.equals("127.0.0.1:" + port) || host.equals("localhost:" + port);
    return named && (origin == null || origin.equals("http://" + host));
  }

  private void get(HttpExchange exchange, String path) throws IOException {
    if (path.equals("/demo/events")) {
      stream(exchange);
      return;
    }
    String name = path.equals("/") ? "demo.html" : path.substring(1);
    Optional<Static.Asset> asset = Static.named(name);
    if (asset.isPresent()) {
      send(exchange, 200, asset.get().type(), asset.get().bytes());
    } else {
      send(exchange, 404, "text/plain", bytes("There is nothing here; the demo is at /"));
    }
  }

  private void post(HttpExchange exchange, String path) throws IOException {
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    byte[] body = read(exchange.getRequestBody());
    JsonNode ask = Json.read(new String(body, StandardCharsets.UTF_8));
    if (!type.startsWith("application/json") || ask == null || body.length > MOST_BYTES) {
      json(exchange, 400, problem("the body is not JSON, or too long"));
      return;
    }
    try {
      if (path.equals("/demo/check")) {
        json(exchange, 200, acts.editing().check(ask.path("text").asText()));
      } else if (path.equals("/demo/reset")) {
        reset();
        json(exchange, 200, Json.object().put("ok", true));
      } else if (path.startsWith("/demo/")) {
        json(exchange, 200, acts.act(path.substring("/demo/".length()), ask));
      } else {
        json(exchange, 404, problem("there is nothing to do at " + path));
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      json(exchange, 422, problem(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      json(exchange, 502, problem("the sandbox does not answer: " + e.getMessage()));
    }
  }

  private synchronized void reset() {
    Show old = show;
    Show fresh = new Show(pace, version);
    acts = new Acts(fresh, pace);
    parts = new Parts(fresh);
    show = fresh;
    long unused = version.incrementAndGet();
    old.close();
  }

  private static byte[] read(InputStream in) throws IOException {
    return in.readNBytes(MOST_BYTES + 1);
  }

  private static ObjectNode problem(String message) {
    return Json.object().put("ok", false).put("message", message);
  }

  /**
   * Server-sent events: each part of the show whenever it has changed. A page that comes back gets
   * all of them, so that nothing has to be remembered for it.
   */
  private void stream(HttpExchange exchange) throws IOException {
    headers(exchange, "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    Map<String, String> sent = new HashMap<>();
    long seen = -1;
    long last = System.nanoTime();
    while (!closed) {
      long now = version.get();
      if (now != seen) {
        seen = now;
        StringBuilder events = new StringBuilder();
        for (Map.Entry<String, String> part : parts.all(pace).entrySet()) {
          if (!part.getValue().equals(sent.put(part.getKey(), part.getValue()))) {
            events.append("event: ").append(part.getKey()).append('\n');
            events.append("data: ").append(part.getValue()).append("\n\n");
          }
        }
        out.write(bytes(events.toString()));
        out.flush();
        last = System.nanoTime();
      } else if (System.nanoTime() - last > NOTHING_NEW_MILLIS * 1_000_000) {
        out.write(bytes(": still here\n\n"));
        out.flush();
        last = System.nanoTime();
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void headers(HttpExchange exchange, String type) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
  }

  private static void json(HttpExchange exchange, int status, JsonNode body) throws IOException {
    send(exchange, status, "application/json; charset=utf-8", bytes(body.toString()));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    headers(exchange, type);
    byte[] sent = body;
    String accepts = String.valueOf(exchange.getRequestHeaders().getFirst("Accept-Encoding"));
    if (accepts.contains("gzip") && body.length > 1000) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      ByteArrayOutputStream small = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(small)) {
        zip.write(body);
      }
      sent = small.toByteArray();
    }
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || sent.length == 0 ? -1 : sent.length);
    if (!head) {
      exchange.getResponseBody().write(sent);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closed = true;
    server.stop(0);
    threads.shutdownNow();
    show.close();
  }
}
