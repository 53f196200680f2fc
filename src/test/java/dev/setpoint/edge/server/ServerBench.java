package dev.setpoint.edge.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.sandbox.world.Repo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Figures of the server on PostgreSQL: deliveries a second, passes a second with one, two and four
 * processes, memory. The sandbox, the database and whoever sends share the machine.
 */
@Tag("bench")
class ServerBench {
  private static final int REPOSITORIES = 40;
  private static final int STEPS = 12;
  private static final int WARM_ROUNDS = 3;
  private static final int SENDERS = 16;
  private static final int EVENTS = 1_000;
  private static final Duration WINDOW = Duration.ofSeconds(15);

  @TempDir Path directory;

  @Test
  @Timeout(900)
  void figures() throws Exception {
    Optional<Postgres> postgres = Postgres.start(directory.resolve("postgres"));
    assertThat(postgres).isPresent();
    try (Storm storm = new Storm(directory, postgres.get(), REPOSITORIES, STEPS, 1L)) {
      for (int processes : new int[] {1, 2, 4}) {
        while (storm.workers.size() < processes) {
          storm.workers.add(storm.startWorker().ready());
        }
        assertThat(storm.until(120, () -> storm.open() == REPOSITORIES)).isTrue();
        passes(storm, processes);
      }
      while (storm.workers.size() > 1) {
        Worker one = storm.workers.removeLast();
        assertThat(one.stop()).isTrue();
      }
      full(storm);
      events(storm);
      deliveries(storm);
    }
  }

  /**
   * In every repository somebody closes what is open: each pass opens the next issue and commits.
   */
  private static void full(Storm storm) throws Exception {
    Worker worker = storm.workers.getFirst();
    int passes = 0;
    long nanos = 0;
    long cpu = 0;
    long others = 0;
    for (int round = 0; round < STEPS - 1; round++) {
      int done = round + 1;
      List<Repo> moved = storm.peopleAct();
      int all = moved.size();
      long before = worker.cpuMillis();
      long othersBefore = hereMillis();
      long began = System.nanoTime();
      storm.wakeAll();
      // Whoever asks takes time from those who work: one repository at a time.
      assertThat(storm.until(120, () -> forgetting(moved, done).isEmpty())).isTrue();
      if (round >= WARM_ROUNDS) {
        nanos += System.nanoTime() - began;
        cpu += worker.cpuMillis() - before;
        others += hereMillis() - othersBefore;
        passes += all;
      }
    }
    figure("full passes by one process", passes * 1e9 / nanos, "/s", 60, true);
    ownTime(cpu, passes);
    System.out.printf(
        "server: %.1f ms beside it, of the sandbox that stands for GitHub and of the senders%n",
        (double) others / passes);
  }

  /** The processor time that this process has used so far. */
  private static long hereMillis() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
  }

  /** Those that are not yet as far, without the first of them that are. */
  private static List<Repo> forgetting(List<Repo> waiting, int done) {
    while (!waiting.isEmpty() && Storm.done(waiting.getLast()) == done) {
      waiting.removeLast();
    }
    return waiting;
  }

  // What is left of the two processors' time is the sandbox's, the database's and the senders'.
  private static void ownTime(long cpuMillis, long passes) {
    System.out.printf(
        "server: %.1f ms of processor time a pass, its own%n", (double) cpuMillis / passes);
  }

  /** A thousand events about one repository within a second. */
  private static void events(Storm storm) throws Exception {
    Worker worker = storm.workers.getFirst();
    String name = storm.repositories.getFirst().fullName();
    byte[] body = Town.payload(name);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(worker.url() + "/webhook"))
            .header("X-Hub-Signature-256", Town.signature(Storm.SECRET, body))
            .header("X-GitHub-Event", "issues")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    List<CompletableFuture<Long>> accepted = new ArrayList<>();
    long start = System.nanoTime();
    long first = System.currentTimeMillis();
    for (int i = 0; i < EVENTS; i++) {
      long due = start + i * Duration.ofSeconds(1).toNanos() / EVENTS;
      while (System.nanoTime() < due) {
        Thread.onSpinWait();
      }
      accepted.add(
          client
              .sendAsync(request, HttpResponse.BodyHandlers.discarding())
              .thenApply(a -> a.statusCode() == 202 ? System.currentTimeMillis() : 0L));
    }
    long last = 0;
    int refused = 0;
    for (CompletableFuture<Long> one : accepted) {
      refused += one.get() == 0 ? 1 : 0;
      last = Math.max(last, one.get());
    }
    Thread.sleep(Duration.ofSeconds(5));
    long answered = last;
    List<Worker.PassSpan> passes =
        worker.passes().stream()
            .filter(p -> p.repository().equals(name) && p.ended() >= first)
            .toList();
    long covered =
        passes.stream()
            .filter(p -> p.began() >= answered - 1)
            .mapToLong(Worker.PassSpan::ended)
            .min()
            .orElse(passes.stream().mapToLong(Worker.PassSpan::ended).max().orElse(Long.MAX_VALUE));
    System.out.printf(
        "server: %d events on one repository, the last accepted after %d ms; %d refused%n",
        EVENTS, last - first, refused);
    figure("passes that they took", passes.size(), "", 25, false);
    figure("until the last one was covered", (double) (covered - last), "ms", 100, false);
  }

  private static void figure(String what, double value, String unit, double goal, boolean atLeast) {
    System.out.printf(
        "server: %-60s %.1f %s … goal %s %.0f %s%n",
        what,
        value,
        unit,
        atLeast ? "≥" : "≤",
        goal,
        (atLeast ? value >= goal : value <= goal) ? "✓" : "✗");
  }

  /** Every repository is woken again when its pass has ended: as many are made as can be. */
  private static void passes(Storm storm, int processes) throws Exception {
    // Processes that have just begun are compiled while they work, on the same two processors.
    long began = System.currentTimeMillis() + WINDOW.toMillis();
    long ended = began + WINDOW.toMillis();
    long cpu = -storm.workers.stream().mapToLong(Worker::cpuMillis).sum();
    long all = -passes(storm.workers);
    storm.wakeAgain(() -> System.currentTimeMillis() < ended);
    cpu += storm.workers.stream().mapToLong(Worker::cpuMillis).sum();
    all += passes(storm.workers);
    int count = 0;
    long memory = 0;
    for (Worker worker : storm.workers) {
      count +=
          (int)
              worker.passes().stream().filter(p -> p.ended() >= began && p.ended() < ended).count();
      memory += worker.memoryBytes();
    }
    figure(
        "unchanged passes, processes: " + processes,
        count * 1000.0 / (ended - began),
        "/s",
        200,
        true);
    ownTime(cpu, all);
    System.out.printf("server: %d MiB resident each%n", memory / processes / (1024 * 1024));
  }

  private static long passes(List<Worker> workers) throws IOException {
    long count = 0;
    for (Worker worker : workers) {
      count += worker.passes().size();
    }
    return count;
  }

  /** As many deliveries as one process takes, each on a kept connection, about all repositories. */
  private static void deliveries(Storm storm) throws Exception {
    Worker worker = storm.workers.getFirst();
    List<byte[]> bodies = new ArrayList<>();
    List<String> signatures = new ArrayList<>();
    for (Repo repo : storm.repositories) {
      byte[] body = Town.payload(repo.fullName());
      bodies.add(body);
      signatures.add(Town.signature(Storm.SECRET, body));
    }
    ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    AtomicInteger refused = new AtomicInteger();
    long warm = System.nanoTime() + WINDOW.toNanos() / 3;
    long end = warm + WINDOW.toNanos();
    List<Thread> senders = new ArrayList<>();
    for (int s = 0; s < SENDERS; s++) {
      int first = s;
      senders.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    HttpClient client =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                    for (int i = first; System.nanoTime() < end; i++) {
                      int at = i % bodies.size();
                      HttpRequest request =
                          HttpRequest.newBuilder(URI.create(worker.url() + "/webhook"))
                              .header("X-Hub-Signature-256", signatures.get(at))
                              .header("X-GitHub-Delivery", "bench-" + i)
                              .POST(HttpRequest.BodyPublishers.ofByteArray(bodies.get(at)))
                              .build();
                      long began = System.nanoTime();
                      try {
                        int status =
                            client
                                .send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode();
                        if (status != 202) {
                          refused.incrementAndGet();
                        } else if (began > warm) {
                          nanos.add(System.nanoTime() - began);
                        }
                      } catch (Exception e) {
                        refused.incrementAndGet();
                      }
                    }
                  }));
    }
    for (Thread sender : senders) {
      sender.join();
    }
    List<Long> sorted = nanos.stream().sorted().toList();
    System.out.printf(
        "server: %.0f deliveries/s accepted by one process, half within %.1f ms, 99%% within %.1f"
            + " ms; %d refused; %d MiB resident%n",
        sorted.size() * 1e9 / WINDOW.toNanos(),
        sorted.get(sorted.size() / 2) / 1e6,
        sorted.get(sorted.size() * 99 / 100) / 1e6,
        refused.get(),
        worker.memoryBytes() / (1024 * 1024));
  }
}
