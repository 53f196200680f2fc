package dev.setpoint.edge.server;

import dev.setpoint.edge.server.queue.Entry;
import dev.setpoint.edge.server.queue.Ledger;
import dev.setpoint.edge.server.queue.Outcome;
import dev.setpoint.edge.server.queue.Queue;
import dev.setpoint.edge.server.queue.Quota;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The figures for Prometheus, and the log of passes. No repository's name is in a figure. */
public final class Figures implements Queue.Watcher {
  private static final Logger LOG = LoggerFactory.getLogger("dev.setpoint.pass");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicReference<Standing> standing =
      new AtomicReference<>(new Standing(0, 0, 0, 0));
  private final MultiGauge rates;

  private record Standing(int repositories, int waiting, double age, int failing) {}

  public Figures() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    gauge("setpoint.passes.running", "Passes under way in this process", () -> running.get());
    gauge("setpoint.repositories", "Repositories in the ledger", () -> standing.get().repositories);
    gauge(
        "setpoint.queue.depth", "Repositories that wait for a pass", () -> standing.get().waiting);
    gauge(
        "setpoint.queue.age.seconds",
        "How long the first of them has waited",
        () -> standing.get().age);
    gauge(
        "setpoint.repositories.failing",
        "Repositories whose latest pass failed",
        () -> standing.get().failing);
    rates =
        MultiGauge.builder("setpoint.rate.remaining")
            .description("Requests that an installation has left this hour")
            .register(registry);
  }

  private void gauge(String name, String description, java.util.function.Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  /** A delivery was answered. */
  public void delivery(int status) {
    registry.counter("setpoint.deliveries", "status", Integer.toString(status)).increment();
  }

  @Override
  public void began(Entry entry) {
    running.incrementAndGet();
    LOG.info("pass began");
  }

  @Override
  public void ended(Entry entry, Outcome outcome, Duration took) {
    running.decrementAndGet();
    String word = outcome.word().word();
    String kind = entry.name().equals(Ledger.DISCOVERY) ? "discovery" : "pass";
    Timer.builder("setpoint.passes")
        .description("Passes by outcome, with their durations")
        .tags("outcome", word, "kind", kind)
        .publishPercentiles(0.5, 0.99)
        .register(registry)
        .record(took);
    registry.counter("setpoint.requests", "kind", kind).increment(outcome.requests());
    if (!outcome.failure().isEmpty()) {
      registry.counter("setpoint.failures", "kind", failure(outcome)).increment();
    }
    var line = outcome.failure().isEmpty() ? LOG.atInfo() : LOG.atWarn();
    line.addKeyValue("outcome", word)
        .addKeyValue("millis", took.toMillis())
        .addKeyValue("requests", outcome.requests())
        .addKeyValue("next", outcome.next())
        .log(outcome.failure().isEmpty() ? "pass ended" : "pass ended: " + outcome.failure());
  }

  private static String failure(Outcome outcome) {
    return switch (outcome.word()) {
      case LIMITED -> "rate";
      case LOST -> "lease";
      default -> {
        String said = outcome.failure();
        yield said.contains("bug in Setpoint")
            ? "bug"
            : said.contains("database") ? "database" : said.contains("git ") ? "git" : "github";
      }
    };
  }

  /** Takes stock; called now and then, not for every scrape. */
  public void stock(Ledger ledger, InstantSource clock) throws SQLException {
    List<Entry> all = ledger.all();
    Instant now = clock.instant();
    double age =
        all.stream()
            .filter(Entry::waiting)
            .flatMap(e -> e.wantedSince().stream())
            .mapToDouble(since -> Duration.between(since, now).toMillis() / 1000.0)
            .max()
            .orElse(0);
    int waiting = (int) all.stream().filter(Entry::waiting).count();
    int failing = (int) all.stream().filter(e -> e.failures() > 0).count();
    standing.set(new Standing(all.size(), waiting, Math.max(0, age), failing));
    Map<Long, Quota> quotas = ledger.quotas();
    rates.register(
        quotas.entrySet().stream()
            .filter(e -> e.getValue().limit() > 0)
            .map(
                e ->
                    MultiGauge.Row.of(
                        Tags.of("installation", Long.toString(e.getKey())),
                        e.getValue().remaining()))
            .toList(),
        true);
  }

  /** The text that Prometheus reads. */
  public String scrape() {
    return registry.scrape();
  }
}
