package dev.setpoint.sandbox.rest;

import dev.setpoint.sandbox.web.Bytes;
import dev.setpoint.sandbox.world.Event;
import dev.setpoint.sandbox.world.World;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Tells registered URLs of what happens, one delivery after the other, signed as GitHub signs. */
public final class Webhooks implements AutoCloseable {
  public static final String DEFAULT_SECRET = "sandbox-secret";

  private final World world;
  private final Urls urls;
  private final List<Hook> hooks = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Deque<Letter> held = new ArrayDeque<>();
  private @Nullable ExecutorService postman;
  private boolean holding;

  /**
   * Somebody who wants to hear.
   *
   * @param events GitHub's event names; empty for all
   */
  public record Hook(String url, String secret, List<String> events) {}

  /**
   * One attempt to tell.
   *
   * @param status what the receiver answered; 0 when it could not be reached
   */
  public record Delivery(String id, String url, String event, String body, int status) {}

  private record Letter(Hook hook, String id, String event, String body) {}

  public Webhooks(World world, String origin) {
    this.world = world;
    this.urls = new Urls(origin, origin);
    world.listen(this::hear);
  }

  /** Registers a URL; it is told so at once with a {@code ping}. */
  public synchronized void add(Hook hook) {
    hooks.add(hook);
    String body =
        Json.object()
            .put("zen", "Keep it logically awesome.")
            .put("hook_id", hooks.size())
            .toString();
    post(new Letter(hook, UUID.randomUUID().toString(), "ping", body));
  }

  /** Keeps deliveries back until {@link #release}. */
  public synchronized void hold() {
    holding = true;
  }

  /** Sends what was kept back, each so many times (0: lost), perhaps in reverse order. */
  public synchronized void release(boolean reversed, int copies) {
    holding = false;
    List<Letter> letters = new ArrayList<>(held);
    held.clear();
    if (reversed) {
      Collections.reverse(letters);
    }
    for (Letter letter : letters) {
      for (int i = 0; i < copies; i++) {
        post(letter);
      }
    }
  }

  /** Sends a delivery once more under its old id, as GitHub's redelivery does. */
  public synchronized void redeliver(String id) {
    Delivery old = deliveries.stream().filter(d -> d.id().equals(id)).findFirst().orElseThrow();
    Hook hook = hooks.stream().filter(h -> h.url().equals(old.url())).findFirst().orElseThrow();
    post(new Letter(hook, id, old.event(), old.body()));
  }

  public synchronized List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  public synchronized void clear() {
    hooks.clear();
    deliveries.clear();
    held.clear();
    holding = false;
  }

  private synchronized void hear(Event event) {
    if (hooks.isEmpty()) {
      return; // nothing is rendered for nobody
    }
    WebhookPayload payload = WebhookPayload.of(event, world, urls);
    String body = payload.body().toString();
    for (Hook hook : hooks) {
      if (hook.events().isEmpty() || hook.events().contains(payload.event())) {
        Letter letter = new Letter(hook, UUID.randomUUID().toString(), payload.event(), body);
        if (holding) {
          held.add(letter);
        } else {
          post(letter);
        }
      }
    }
  }

  private void post(Letter letter) {
    ExecutorService carrier = postman;
    if (carrier == null) {
      carrier =
          Executors.newSingleThreadExecutor(Thread.ofVirtual().name("sandbox-post").factory());
      postman = carrier;
    }
    carrier.execute(() -> deliver(letter));
  }

  private void deliver(Letter letter) {
    int status = 0;
    try {
      status = send(letter);
    } catch (IOException e) {
      // GitHub notes a failed delivery and does not try again; so does the list of deliveries.
    }
    synchronized (this) {
      deliveries.add(new Delivery(letter.id, letter.hook.url, letter.event, letter.body, status));
    }
  }

  private static int send(Letter letter) throws IOException {
    byte[] body = Bytes.of(letter.body).array();
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(letter.hook.url).toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(10_000); // GitHub gives a receiver ten seconds
    connection.setReadTimeout(10_000);
    connection.setFixedLengthStreamingMode(body.length); // otherwise a lost answer is a second POST
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("User-Agent", "GitHub-Hookshot/sandbox");
    connection.setRequestProperty("X-GitHub-Event", letter.event);
    connection.setRequestProperty("X-GitHub-Delivery", letter.id);
    connection.setRequestProperty("X-GitHub-Hook-ID", "1");
    connection.setRequestProperty("X-Hub-Signature-256", signature(letter.hook.secret, body));
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    int status = connection.getResponseCode();
    connection.disconnect();
    return status;
  }

  /** GitHub's signature of a payload: {@code sha256=} and the HMAC in hex. */
  public static String signature(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Bytes.of(secret).array(), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  /** Waits until everything that was sent has arrived or failed; false when that took too long. */
  public boolean settle(long seconds) throws InterruptedException {
    ExecutorService carrier = postman;
    if (carrier == null) {
      return true;
    }
    try {
      carrier.submit(() -> {}).get(seconds, TimeUnit.SECONDS);
      return true;
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      return false;
    }
  }

  @Override
  public synchronized void close() {
    if (postman != null) {
      postman.shutdownNow();
    }
  }
}
