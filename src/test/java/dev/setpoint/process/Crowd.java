package dev.setpoint.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.setpoint.edge.git.Author;
import dev.setpoint.sandbox.Sandbox;
import dev.setpoint.sandbox.git.GitStore;
import dev.setpoint.sandbox.world.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Several processes reconcile in a loop while a person pushes edits of the same plans with git, and
 * others close the issues.
 */
final class Crowd implements AutoCloseable {
  private static final List<String> PLANS = List.of("north", "south");
  private static final int STEPS = 12;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
  private static final Duration SETTLING = Duration.ofMinutes(2);

  private final Sandbox github = Sandbox.start();
  private final Path clone;
  private final List<String> written = Collections.synchronizedList(new ArrayList<>());
  private final List<String> commits = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> latencies = Collections.synchronizedList(new ArrayList<>());
  private final List<String> odd = Collections.synchronizedList(new ArrayList<>());
  private final Map<Integer, Long> closed = new HashMap<>();
  private volatile boolean over;
  private volatile boolean quiet;
  private int passes;
  private int pushes;
  private int rejected;

  /** Figures of one evening. */
  record Outcome(
      int passes,
      int pushes,
      int rejected,
      int lines,
      int lost,
      long botCommits,
      int unaccounted,
      int statuses,
      long slowestMillis,
      int unseen,
      int doubles,
      List<String> odd) {
    @Override
    public String toString() {
      return "%d passes, %d pushes by a person (%d of them tried again), %d lines written, %d lost, %d commits by Setpoint, %d beyond one a pass, %d statuses, the slowest visible after %.1f s, %d never, %d doubles, %d failures"
          .formatted(
              passes,
              pushes,
              rejected,
              lines,
              lost,
              botCommits,
              unaccounted,
              statuses,
              slowestMillis / 1000.0,
              unseen,
              doubles,
              odd.size());
    }
  }

  Crowd(Path folder) throws IOException, InterruptedException {
    clone = folder.resolve("clone");
    List<GitStore.Change> files = new ArrayList<>();
    for (String plan : PLANS) {
      files.add(GitStore.Change.write(path(plan), text(plan)));
    }
    github.as("alice").pushes("main", files, "Plan");
    String url = github.gitUrl().replace("://", "://x-access-token:" + github.token() + "@");
    git(folder, "clone", "-q", url, clone.toString());
    git(clone, "config", "user.name", "alice");
    git(clone, "config", "user.email", "alice@example.org");
  }

  private static String path(String plan) {
    return "plans/" + plan + ".md";
  }

  private static String text(String plan) {
    StringBuilder text =
        new StringBuilder("---\nstatus: approved\n---\n\n# Go " + plan + "\n\nAll the way.\n\n");
    text.append("## Diary\n\nWritten by hand.\n\n## Steps\n\n");
    for (int i = 1; i <= STEPS; i++) {
      text.append("### ").append(plan).append(" mile ").append(i).append("\n\nWalk it.\n\n");
    }
    return text.toString();
  }

  /** Lets so many processes loop for so long, then waits until every status is written. */
  Outcome loop(int processes, Duration time) throws IOException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    try (ExecutorService all = Executors.newCachedThreadPool()) {
      List<Future<?>> loops = new ArrayList<>();
      for (int i = 0; i < processes; i++) {
        loops.add(all.submit(worker(this::reconcile)));
      }
      Future<?> walkers = all.submit(worker(this::walk));
      while (System.nanoTime() < end || (hasSlept() && System.nanoTime() < end + PATIENCE)) {
        long next = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        edit();
        TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
      }
      quiet = true;
      long latest = System.nanoTime() + SETTLING.toNanos();
      while (unseen() > 0 && System.nanoTime() < latest) {
        Thread.sleep(200);
      }
      over = true;
      await(walkers);
      for (Future<?> loop : loops) {
        await(loop);
      }
    }
    return outcome();
  }

  /** Whether a busy machine has let nothing happen that one could look at. */
  private synchronized boolean hasSlept() {
    return passes < 6 || latencies.isEmpty();
  }

  private static void await(Future<?> work) throws InterruptedException {
    try {
      work.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  /** A turn that is taken until it is over. */
  private interface Turn {
    void take() throws IOException, InterruptedException;
  }

  private Callable<Boolean> worker(Turn turn) {
    return () -> {
      while (!over) {
        turn.take();
      }
      return true;
    };
  }

  private void reconcile() throws IOException, InterruptedException {
    Program.Left left = Program.run(github, "reconcile", "--json");
    synchronized (this) {
      passes++;
    }
    // 1: another pass was quicker once too often; the next one mends it.
    if (left.exit() > 1 || left.out().isBlank()) {
      odd.add(left.toString());
    } else {
      String commit = new ObjectMapper().readTree(left.out()).path("commit").asText("null");
      if (!commit.equals("null")) {
        commits.add(commit);
      }
    }
  }

  /** Bob closes whatever is open, one issue a second, and looks when the plan says so. */
  private void walk() throws InterruptedException {
    if (!quiet) {
      open().ifPresent(this::close);
    }
    long next = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    while (System.nanoTime() < next) {
      look();
      Thread.sleep(100);
    }
  }

  private synchronized void close(Issue issue) {
    github.as("bob").closes(issue.number());
    closed.put(issue.number(), System.nanoTime());
  }

  private Optional<Issue> open() {
    return github.repo().issues().all().stream().filter(Issue::isOpen).findFirst();
  }

  private synchronized void look() {
    String all = now();
    closed
        .entrySet()
        .removeIf(
            issue -> {
              boolean seen =
                  all.lines()
                      .anyMatch(l -> l.contains("✅") && l.contains("[#" + issue.getKey() + "]"));
              if (seen) {
                latencies.add((System.nanoTime() - issue.getValue()) / 1_000_000);
              }
              return seen;
            });
  }

  private synchronized int unseen() {
    return closed.size();
  }

  private String now() {
    StringBuilder all = new StringBuilder();
    for (String plan : PLANS) {
      all.append(github.repo().git().text("main", path(plan)).orElseThrow());
    }
    return all.toString();
  }

  /** Alice writes a line into each plan's diary and pushes, as people do. */
  private void edit() throws IOException, InterruptedException {
    String line = "Day " + (pushes + 1) + ": we walked on.";
    for (String plan : PLANS) {
      Path file = clone.resolve(path(plan));
      String before = Files.readString(file);
      String after =
          before.replace("Written by hand.\n", "Written by hand.\n\n" + plan + ": " + line + "\n");
      Files.writeString(file, after, StandardOpenOption.TRUNCATE_EXISTING);
      written.add(plan + ": " + line);
    }
    git(clone, "commit", "-q", "-a", "-m", line);
    pushes++;
    while (!tryGit(clone, "push", "-q", "origin", "HEAD:main")) {
      rejected++;
      // A conflict would end here: the block would have met a person's line.
      git(clone, "pull", "-q", "--rebase", "origin", "main");
    }
  }

  private Outcome outcome() {
    String all = now();
    List<String> bot =
        github.repo().git().log("main").stream()
            .filter(c -> c.author().equals(Author.ACTIONS_BOT.name()))
            .map(GitStore.Commit::sha)
            .toList();
    long told = bot.stream().filter(commits::contains).count();
    long doubles =
        github.repo().issues().all().size()
            - github.repo().issues().all().stream().map(Issue::title).distinct().count();
    return new Outcome(
        passes,
        pushes,
        rejected,
        written.size(),
        (int) written.stream().filter(l -> !all.contains(l + "\n")).count(),
        bot.size(),
        // Two passes that write the same in the same second make, and tell of, one commit.
        (int) (bot.size() - told),
        latencies.size(),
        latencies.stream().mapToLong(l -> l).max().orElse(0),
        unseen(),
        (int) doubles,
        List.copyOf(odd));
  }

  private static void git(Path where, String... arguments)
      throws IOException, InterruptedException {
    if (!tryGit(where, arguments)) {
      throw new AssertionError("git " + String.join(" ", arguments) + " failed in " + where);
    }
  }

  private static boolean tryGit(Path where, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  @Override
  public void close() {
    github.close();
  }
}
