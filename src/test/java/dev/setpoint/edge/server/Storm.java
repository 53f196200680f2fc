package dev.setpoint.edge.server;

import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Person;
import dev.setpoint.sandbox.world.Repo;
import dev.setpoint.sandbox.world.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Several server processes on one PostgreSQL, many repositories in one sandbox, and deliveries in
 * bursts, some of them doubled, forged or malformed. There are no sweeps: what moves was woken.
 */
final class Storm implements AutoCloseable {
  static final String SECRET = "the storm's secret";
  final Sandbox github = Sandbox.start();
  final Postgres postgres;
  final List<Repo> repositories = new ArrayList<>();
  final List<Worker> workers = new CopyOnWriteArrayList<>();
  final List<Worker> all = new ArrayList<>();
  final Map<Integer, Integer> answers = new TreeMap<>();
  final Map<String, Long> lastAccepted = new HashMap<>();
  int forgedAccepted;
  private final Path directory;
  private final int stepsEach;
  private final Random random;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ExecutorService senders = Executors.newFixedThreadPool(8);

  /**
   * A town of as many repositories, each with one plan of people's steps.
   *
   * @param stepsEach of those plans
   */
  Storm(Path directory, Postgres postgres, int count, int stepsEach, long seed) {
    this.directory = directory;
    this.stepsEach = stepsEach;
    this.postgres = postgres;
    this.random = new Random(seed);
    // What a storm asks in minutes would be held back for its hour: the budget has a test of its
    // own.
    int plenty = 10_000_000;
    github
        .world()
        .rates()
        .set(github.token(), plenty, plenty, Instant.now().plus(Duration.ofHours(5)));
    for (int i = 0; i < count; i++) {
      Repo repo = github.world().create("town/house-" + i);
      repo.grant("setpoint-bot", Role.WRITE);
      repo.grant("alice", Role.ADMIN);
      repo.git()
          .commit(
              "main",
              List.of(GitStore.Change.write("plans/things.md", plan(stepsEach))),
              "alice",
              "Plan",
              github.clock().instant());
      repositories.add(repo);
    }
  }

  private static String plan(int steps) {
    StringBuilder plan = new StringBuilder("---\nstatus: approved\n---\n\n# Things\n\n## Steps\n");
    for (int i = 1; i <= steps; i++) {
      plan.append("\n### Thing ").append(i).append('\n');
    }
    return plan.toString();
  }

  Worker startWorker() throws IOException {
    String names = String.join(",", repositories.stream().map(Repo::fullName).toList());
    Worker worker =
        Worker.start(
            directory,
            "worker-" + all.size(),
            Map.of(
                "SETPOINT_TOKEN", github.token(),
                "SETPOINT_WEBHOOK_SECRET", SECRET,
                "SETPOINT_DATABASE", postgres.url()),
            List.of(
                "--api-url", github.apiUrl(),
                "--repository", names,
                "--login", "setpoint-bot",
                "--sweep", "6h",
                "--gap", "25ms",
                "--heartbeat", "1s",
                "--workers", "8"));
    all.add(worker);
    return worker;
  }

  /** People close what is open in every repository: something to tell of. */
  List<Repo> peopleAct() {
    List<Repo> moved = new ArrayList<>();
    for (Repo repo : repositories) {
      for (Issue issue : repo.issues().all()) {
        if (issue.isOpen()) {
          new Person(github.world(), repo, "alice").closes(issue.number());
          moved.add(repo);
        }
      }
    }
    return moved;
  }

  /**
   * Sends one burst: each of these repositories is told of at least once, as last of all; a tenth
   * of the deliveries are duplicates, a twentieth is forged, a twentieth malformed.
   */
  void burst(List<Repo> told, int deliveries) throws Exception {
    List<Future<?>> sent = new ArrayList<>();
    String id = "storm";
    String name = repositories.getFirst().fullName();
    for (int i = 0; i < deliveries; i++) {
      int kind = random.nextInt(100);
      if (kind >= 10 || i == 0) {
        id = "d-" + Long.toHexString(random.nextLong());
        name = repositories.get(random.nextInt(repositories.size())).fullName();
      }
      String delivery = id;
      String repository = name;
      boolean forged = kind >= 10 && kind < 15;
      boolean malformed = kind >= 15 && kind < 20;
      sent.add(senders.submit(() -> send(repository, delivery, forged, malformed)));
    }
    for (Future<?> one : sent) {
      one.get();
    }
    sent.clear();
    for (Repo repo : told) {
      String repository = repo.fullName();
      sent.add(senders.submit(() -> send(repository, "last-" + repository, false, false)));
    }
    for (Future<?> one : sent) {
      one.get();
    }
  }

  private void send(String repository, String delivery, boolean forged, boolean malformed) {
    byte[] body = Town.payload(repository);
    if (malformed) {
      body =
          new String(body, StandardCharsets.UTF_8)
              .substring(0, body.length / 2)
              .getBytes(StandardCharsets.UTF_8);
    }
    String signature = Town.signature(forged ? "guessed" : SECRET, body);
    long at = System.currentTimeMillis();
    int status = 0;
    // GitHub's load balancers would try another process too.
    for (int attempt = 0; attempt < 3 && status == 0; attempt++) {
      status = post(body, signature, delivery);
    }
    note(repository, status, forged, at);
  }

  private int post(byte[] body, String signature, String delivery) {
    Worker worker = workers.get((int) (Math.abs(System.nanoTime()) % workers.size()));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(worker.url() + "/webhook"))
            .timeout(Duration.ofSeconds(60))
            .header("X-Hub-Signature-256", signature)
            .header("X-GitHub-Delivery", delivery)
            .header("X-GitHub-Event", "issues")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private synchronized void note(String repository, int status, boolean forged, long at) {
    answers.merge(status, 1, Integer::sum);
    if (status == 202) {
      lastAccepted.merge(repository, at, Math::max);
      forgedAccepted += forged ? 1 : 0;
    }
  }

  /** Tells of every repository once; returns when all is answered. */
  void wakeAll() throws Exception {
    List<Future<?>> sent = new ArrayList<>();
    for (Repo repo : repositories) {
      sent.add(senders.submit(() -> send(repo.fullName(), "wake", false, false)));
    }
    for (Future<?> one : sent) {
      one.get();
    }
  }

  /** Tells of a repository again as soon as its pass has ended: each pass is asked for once. */
  void wakeAgain(BooleanSupplier goesOn) throws Exception {
    List<Thread> followers = new ArrayList<>();
    for (Worker worker : workers) {
      followers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      worker.follow(
                          goesOn, name -> senders.execute(() -> send(name, "again", false, false)));
                    } catch (IOException | InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  }));
    }
    wakeAll();
    for (Thread follower : followers) {
      follower.join();
    }
  }

  /** Steps that are done, by the plans' own words. */
  int done() {
    return repositories.stream().mapToInt(Storm::done).sum();
  }

  /** Steps that are done in one of them. */
  static int done(Repo repo) {
    String text = repo.git().text("main", "plans/things.md").orElse("");
    return text.split("✅ done", -1).length - 1;
  }

  int steps() {
    return repositories.size() * stepsEach;
  }

  boolean until(int seconds, BooleanSupplier reached) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(50);
    }
    return true;
  }

  /** Whether every process says that it can write wake-ups down. */
  boolean ready() {
    return workers.stream().allMatch(w -> w.get(client, "/readyz").contains("\"ready\""));
  }

  /** How many issues are open. */
  long open() {
    return repositories.stream()
        .flatMap(r -> r.issues().all().stream())
        .filter(Issue::isOpen)
        .count();
  }

  @Override
  public void close() throws IOException {
    senders.shutdownNow();
    all.forEach(Worker::close);
    github.close();
    postgres.close();
  }
}
