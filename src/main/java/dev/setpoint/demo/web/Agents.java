package dev.setpoint.demo.web;

import dev.setpoint.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Who makes the passes. Agent A works as the Action does in its concurrency group: one pass runs,
 * one waits, and further events are absorbed by the one that waits. Agent B is a second one that
 * knows nothing of the first.
 */
final class Agents {
  static final String A = "A";
  static final String B = "B";

  private static final int MOST_KEPT = 40;

  private final Pace pace;
  private final Runnable changed;
  private final Function<String, Place> places;
  private final Consumer<String> note;
  private final IntSupplier requests;
  private final Deque<PassRun> passes = new ArrayDeque<>();
  private final Map<String, PassRun> running = new LinkedHashMap<>();
  private final List<String> waiting = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private Optional<Crash> armed = Optional.empty();
  private boolean someoneDied;
  private boolean stale;
  private boolean closed;
  private int last;

  /**
   * @param places where an agent of that name works
   * @param note takes what is to be told about the agents themselves
   * @param requests how many requests the sandbox has answered
   */
  Agents(
      Pace pace,
      Function<String, Place> places,
      Consumer<String> note,
      IntSupplier requests,
      Runnable changed) {
    this.requests = requests;
    this.pace = pace;
    this.places = places;
    this.note = note;
    this.changed = changed;
  }

  /** Something happened: agent A makes a pass, or will when it is free. */
  void wake(String reason) {
    synchronized (this) {
      if (running.containsKey(A)) {
        waiting.add(reason);
        if (waiting.size() > 1) {
          note.accept(
              "“"
                  + reason
                  + "” is absorbed: a pass waits already, and it will see everything. Events only"
                  + " wake; what they say is never believed.");
        }
        changed.run();
        return;
      }
    }
    start(A, List.of(reason));
  }

  /** Both agents at once, as if nothing kept them apart. */
  void both(String reason) {
    wake(reason);
    synchronized (this) {
      if (running.containsKey(B)) {
        return;
      }
    }
    start(B, List.of(reason));
  }

  private synchronized void start(String agent, List<String> reasons) {
    if (closed) {
      return;
    }
    Place place = places.apply(agent);
    Optional<Crash> crash = armed;
    armed = Optional.empty();
    PassRun pass =
        new PassRun(
            ++last, agent, reasons, crash, place.webUrl(), pace, requests.getAsInt(), changed);
    PassRun.Knowledge known = new PassRun.Knowledge(someoneDied, stale);
    passes.addFirst(pass);
    if (passes.size() > MOST_KEPT) {
      passes.removeLast();
    }
    running.put(agent, pass);
    threads.removeIf(t -> !t.isAlive());
    threads.add(
        Thread.ofVirtual()
            .name("agent-" + agent)
            .start(
                () -> {
                  pass.run(place, known);
                  over(agent, pass);
                }));
    changed.run();
  }

  private void over(String agent, PassRun pass) {
    List<String> next;
    pass.overBefore(requests.getAsInt());
    synchronized (this) {
      running.remove(agent);
      someoneDied = pass.state() == PassRun.State.KILLED;
      next = agent.equals(A) ? List.copyOf(waiting) : List.of();
      if (agent.equals(A)) {
        waiting.clear();
      }
    }
    pass.story().forEach(s -> note.accept("Pass " + pass.number() + ": " + s));
    changed.run();
    if (!next.isEmpty()) {
      start(agent, next);
    }
  }

  /** The next pass dies there; a running one does when the place is now. */
  synchronized void arm(Optional<Crash> crash) {
    if (crash.equals(Optional.of(Crash.NOW)) && !running.isEmpty()) {
      running.values().forEach(PassRun::kill);
    } else {
      armed = crash;
    }
    changed.run();
  }

  /** Whether GitHub's lists lag at the moment: said in the passes' stories. */
  synchronized void stale(boolean is) {
    stale = is;
  }

  synchronized Optional<Crash> armed() {
    return armed;
  }

  /** What waits for the running pass's end. */
  synchronized List<String> waiting() {
    return List.copyOf(waiting);
  }

  synchronized boolean isRunning(String agent) {
    return running.containsKey(agent);
  }

  /** The newest first. */
  synchronized List<PassRun> passes() {
    return List.copyOf(passes);
  }

  /** Ends every pass where it is. */
  void close() {
    List<Thread> all;
    synchronized (this) {
      closed = true;
      waiting.clear();
      running.values().forEach(PassRun::kill);
      all = List.copyOf(threads);
    }
    all.forEach(Thread::interrupt);
    for (Thread thread : all) {
      try {
        thread.join(2000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
