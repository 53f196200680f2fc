package dev.setpoint.simulation;

import java.util.concurrent.locks.LockSupport;

/**
 * Lets exactly one of several threads run at a time: each hands the baton on, so that every run of
 * the same story is the same.
 */
final class Baton {
  private final Thread director = Thread.currentThread();
  private volatile Thread owner = director;

  /** A thread that runs when the baton is handed to it. */
  final class Runner {
    private final Thread thread;
    private volatile boolean over;

    private Runner(Runnable body) {
      this.thread =
          Thread.ofVirtual()
              .unstarted(
                  () -> {
                    await(Thread.currentThread());
                    try {
                      body.run();
                    } finally {
                      over = true;
                      pass(director);
                    }
                  });
    }

    boolean isOver() {
      return over;
    }

    /** Whether it has the baton now. */
    boolean isRunning() {
      return owner == thread;
    }

    /** Called by the director: goes on until this one hands the baton back or ends. */
    void go() {
      pass(thread);
      await(director);
    }

    /** Called by the runner: lets the director choose who goes on. */
    void pause() {
      pass(director);
      await(thread);
    }
  }

  Runner runner(Runnable body) {
    Runner runner = new Runner(body);
    runner.thread.start();
    return runner;
  }

  private void pass(Thread next) {
    owner = next;
    LockSupport.unpark(next);
  }

  private void await(Thread me) {
    while (owner != me) {
      LockSupport.park(this);
    }
  }
}
