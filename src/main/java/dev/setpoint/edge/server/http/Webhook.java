package dev.setpoint.edge.server.http;

import dev.setpoint.edge.Token;
import dev.setpoint.edge.server.Figures;
import dev.setpoint.edge.server.queue.Doorbell;
import dev.setpoint.edge.server.queue.Knock;
import dev.setpoint.edge.server.queue.Ledger;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /webhook}: checks the signature, rings for the repository, and says 202 once that is
 * written down. Whatever else a delivery says is not believed, so that one which is replayed,
 * doubled or late costs at most a pass that finds nothing to do.
 */
final class Webhook implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
  private static final Set<String> ABOUT_INSTALLATIONS =
      Set.of("installation", "installation_repositories", "installation_target", "repository");
  private static final int LONGEST_WAIT_SECONDS = 6;

  private final Signature signature;
  private final Doorbell doorbell;
  private final Figures figures;
  private final Body body = new Body();

  Webhook(Token secret, Doorbell doorbell, Figures figures) {
    this.signature = new Signature(secret);
    this.doorbell = doorbell;
    this.figures = figures;
  }

  @Override
  public void handle(Context context) {
    String delivery = clean(context.header("X-GitHub-Delivery"));
    try {
      body.read(context, bytes -> receive(context, delivery, bytes));
    } catch (Body.Refused e) {
      answer(context, delivery, e.status(), String.valueOf(e.getMessage()));
    }
  }

  private void receive(Context context, String delivery, byte[] bytes) throws Body.Refused {
    if (!signature.signs(bytes, context.header("X-Hub-Signature-256"))) {
      throw new Body.Refused(401, "the signature is missing or wrong");
    }
    Payload payload;
    try {
      payload = Payload.read(bytes);
    } catch (IOException e) {
      throw new Body.Refused(400, "the payload makes no sense");
    }
    String event = clean(context.header("X-GitHub-Event"));
    List<CompletableFuture<Boolean>> rung = new ArrayList<>();
    payload.repository().ifPresent(r -> rung.add(doorbell.ring(new Knock(r, delivery))));
    if (payload.installation() || ABOUT_INSTALLATIONS.contains(event)) {
      rung.add(doorbell.ring(new Knock(Ledger.DISCOVERY, delivery)));
    }
    for (CompletableFuture<Boolean> one : rung) {
      if (!written(one)) {
        throw new Body.Refused(
            503, "the database is away; this is remembered, but only while the process lives");
      }
    }
    LOG.atInfo()
        .addKeyValue("delivery", delivery)
        .addKeyValue("event", event)
        .addKeyValue("repository", payload.repository().orElse(""))
        .log("delivery accepted");
    answer(context, delivery, 202, rung.isEmpty() ? "nothing to do for this" : "accepted");
  }

  private static boolean written(CompletableFuture<Boolean> rung) {
    try {
      return rung.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void answer(Context context, String delivery, int status, String message) {
    figures.delivery(status);
    if (status != 202) {
      LOG.atWarn()
          .addKeyValue("delivery", delivery)
          .addKeyValue("status", status)
          .log("delivery refused: " + message);
    }
    if (status == 413 || status == 408) {
      // What is still to come is not read.
      context.header("Connection", "close");
    }
    Answers.message(context, status, message);
  }

  // Headers are a stranger's: what is no plain word is left out of the log.
  private static String clean(@Nullable String header) {
    return header != null && header.matches("[A-Za-z0-9_.:-]{1,100}") ? header : "";
  }
}
