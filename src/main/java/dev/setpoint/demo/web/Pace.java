package dev.setpoint.demo.web;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How fast a pass goes from one moment to the next: for eyes, or step by step, or at full speed.
 */
final class Pace {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long millis = 450;
  private boolean stepping;
  private int allowed;

  /** Milliseconds before each moment; 0 for full speed. */
  void every(long time) {
    with(
        () -> {
          millis = time;
          stepping = false;
        });
  }

  /** Each moment waits for {@link #next}. */
  void stepByStep() {
    with(
        () -> {
          stepping = true;
          allowed = 0;
        });
  }

  /** Lets one moment pass. */
  void next() {
    with(() -> allowed++);
  }

  String word() {
    lock.lock();
    try {
      return stepping ? "step" : millis == 0 ? "full" : "slow";
    } finally {
      lock.unlock();
    }
  }

  private void with(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits as long as the pace says; a change of pace counts at once. */
  void beat() {
    lock.lock();
    try {
      long start = System.nanoTime();
      while (true) {
        if (stepping) {
          if (allowed > 0) {
            allowed--;
            return;
          }
          changed.await();
        } else {
          long left = TimeUnit.MILLISECONDS.toNanos(millis) - (System.nanoTime() - start);
          if (left <= 0) {
            return;
          }
          long unused = changed.awaitNanos(left);
        }
      }
    } catch (InterruptedException e) {
      // The demo ends; so does the pass.
      Thread.currentThread().interrupt();
      throw new Cut();
    } finally {
      lock.unlock();
    }
  }
}
