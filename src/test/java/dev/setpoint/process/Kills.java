package dev.setpoint.process;

import dev.setpoint.sandbox.web.Fault;
import dev.setpoint.sandbox.web.RequestLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Kills a pass at each of its calls in turn, lets one or two others follow, drives the plan to its
 * end, and counts what happened twice and what was lost.
 */
final class Kills {
  /** Longer than the grace after which a claim without evidence is taken over. */
  private static final Duration GRACE = Duration.ofMinutes(30);

  private static final int MOST_PASSES_TO_THE_END = 8;

  private final boolean realGit;
  private final boolean calmFollowers;
  private final AtomicInteger points = new AtomicInteger();
  private final AtomicInteger passes = new AtomicInteger();
  private final AtomicInteger parked = new AtomicInteger();
  private final AtomicInteger duplicates = new AtomicInteger();
  private final List<String> doubles = java.util.Collections.synchronizedList(new ArrayList<>());
  private final List<String> losses = java.util.Collections.synchronizedList(new ArrayList<>());

  /**
   * @param realGit whether git's own server serves git
   * @param calmFollowers whether the passes that follow run within this process, which is quicker
   */
  Kills(boolean realGit, boolean calmFollowers) {
    this.realGit = realGit;
    this.calmFollowers = calmFollowers;
  }

  /** Which pass of the release is hit. */
  enum Scene {
    /** The first one: opens an issue, dispatches twice. */
    START,
    /** One that sees an issue closed, a run failed and one succeeded, and starts the next jobs. */
    PROGRESS,
    /** One that closes an issue and cancels a run, because their steps are gone. */
    WITHDRAW
  }

  /** How it is hit. */
  enum Blow {
    KILLED_BEFORE(Fault.Mode.STOP_BEFORE),
    KILLED_AFTER(Fault.Mode.STOP),
    /** Held before the call while a second process passes; then killed. */
    BESIDE_ANOTHER_BEFORE(Fault.Mode.STOP_BEFORE),
    BESIDE_ANOTHER_AFTER(Fault.Mode.STOP),
    /**
     * The call hangs on the way until another process, past the grace, has done its work; then it
     * arrives after all. The protocol's timing is broken here on purpose.
     */
    LATE(Fault.Mode.MEANWHILE);

    private final Fault.Mode mode;

    Blow(Fault.Mode mode) {
      this.mode = mode;
    }

    boolean besideAnother() {
      return this == BESIDE_ANOTHER_BEFORE || this == BESIDE_ANOTHER_AFTER;
    }
  }

  /** The calls of a pass that nothing happens to. */
  List<RequestLog.Entry> calls(Scene scene) throws IOException, InterruptedException {
    try (Release release = staged(scene)) {
      release.github.requests().reset();
      Program.Left left = Program.run(release.github, "reconcile");
      if (left.exit() != 0) {
        throw new AssertionError("a calm pass ends with " + left);
      }
      return release.github.requests().entries();
    }
  }

  static boolean writes(RequestLog.Entry call) {
    return call.kind() == RequestLog.Kind.GIT_PUSH
        || (call.kind() == RequestLog.Kind.API && !call.method().equals("GET"));
  }

  /** Hits the pass of a scene at every call that is wanted, two at a time. */
  void hit(Scene scene, Blow blow, Predicate<RequestLog.Entry> which)
      throws IOException, InterruptedException {
    List<RequestLog.Entry> calls = calls(scene);
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      for (int k = 1; k <= calls.size(); k++) {
        int call = k;
        if (which.test(calls.get(k - 1))) {
          all.add(
              two.submit(
                  () -> {
                    hit(scene, blow, call, calls.get(call - 1));
                    return null;
                  }));
        }
      }
    }
    for (Future<?> one : all) {
      try {
        one.get();
      } catch (ExecutionException e) {
        throw new AssertionError(scene + " " + blow, e.getCause());
      }
    }
  }

  private Release staged(Scene scene) throws IOException {
    Release release = new Release(realGit);
    if (scene != Scene.START) {
      release.calmPass();
      release.runGuards();
    }
    switch (scene) {
      case START -> {}
      case PROGRESS -> release.everybodyDoesTheirPart(true);
      case WITHDRAW -> release.withdraw();
    }
    return release;
  }

  private void hit(Scene scene, Blow blow, int k, RequestLog.Entry call)
      throws IOException, InterruptedException {
    String where = "%s, %s call %d (%s %s)".formatted(scene, blow, k, call.method(), call.target());
    try (Release release = staged(scene)) {
      long before = release.botCommits();
      int ran = 1;
      if (blow == Blow.LATE) {
        ran += late(release, k);
      } else {
        ran += killed(release, blow, k);
      }
      points.incrementAndGet();
      release.runGuards();
      follow(release);
      release.github.clock().advance(GRACE);
      follow(release);
      release.runGuards();
      ran += 2;
      check(release, release.botCommits() - before <= ran, where + ": more commits than passes");
      finish(release, scene, where);
      passes.addAndGet(ran);
    }
  }

  /** Answers how many other passes there were. */
  private int killed(Release release, Blow blow, int k) throws IOException, InterruptedException {
    Fault stop = Fault.on("", "", blow.mode).after(k - 1).lasting(120_000);
    release.github.faults().add(stop);
    int others = 0;
    try (Program victim = Program.start(release.github, "reconcile")) {
      while (!release.github.faults().awaitStop(Duration.ofMillis(200)) && victim.isAlive()) {
        // It is on its way.
      }
      if (blow.besideAnother() && victim.isAlive()) {
        pass(release);
        others++;
      }
      victim.kill();
    }
    release.github.faults().clear();
    return others;
  }

  private int late(Release release, int k) throws IOException, InterruptedException {
    List<Exception> wrong = new ArrayList<>();
    Fault fault =
        Fault.meanwhile(
                "",
                "",
                () -> {
                  try {
                    release.github.clock().advance(GRACE);
                    pass(release);
                    release.runGuards();
                  } catch (IOException e) {
                    wrong.add(e);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                })
            .after(k - 1);
    release.github.faults().add(fault);
    pass(release);
    release.github.faults().clear();
    check(release, wrong.isEmpty(), "the other pass: " + wrong);
    return 1;
  }

  private void follow(Release release) throws IOException, InterruptedException {
    if (calmFollowers) {
      release.calmPass();
    } else {
      pass(release);
    }
  }

  private static void pass(Release release) throws IOException, InterruptedException {
    Program.Left left = Program.run(release.github, "reconcile");
    // 1 says: the next pass mends it, as after a lost race.
    if (left.exit() != 0 && left.exit() != 1) {
      throw new AssertionError("a pass ends with " + left);
    }
  }

  private void finish(Release release, Scene scene, String where) throws IOException {
    check(release, release.keepsText(), where + ": text outside the block was changed");
    boolean asked = release.asked();
    for (int i = 0; i < MOST_PASSES_TO_THE_END && !release.isDone(); i++) {
      release.everybodyDoesTheirPart(scene == Scene.PROGRESS);
      release.calmPass();
    }
    check(release, release.isDone(), where + ": the plan is never done");
    check(release, release.keepsText(), where + ": text outside the block was changed");
    release.doubles().forEach(d -> doubles.add(where + ": " + d));
    duplicates.addAndGet(release.closedDuplicates());
    if (asked) {
      parked.incrementAndGet();
    }
  }

  private void check(Release release, boolean good, String otherwise) {
    if (!good) {
      losses.add(otherwise + "\n" + release.plan());
    }
  }

  List<String> doubles() {
    return doubles;
  }

  List<String> losses() {
    return losses;
  }

  int points() {
    return points.get();
  }

  int closedDuplicates() {
    return duplicates.get();
  }

  String figures() {
    return "%d kill points, %d passes, %d asked a person, %d second issues closed, %d doubles, %d losses"
        .formatted(
            points.get(),
            passes.get(),
            parked.get(),
            duplicates.get(),
            doubles.size(),
            losses.size());
  }
}
