package dev.setpoint.read;

import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Pure work that goes on beside the caller's, in a thread of its own: from there a parallel stream
 * uses the pool as well. Nobody stops it when its result is not wanted any more.
 */
final class Beside<T> {
  private final FutureTask<T> task;

  private Beside(FutureTask<T> task) {
    this.task = task;
  }

  /**
   * Starts the work, or does it at once.
   *
   * @param large whether it is worth a thread
   */
  static <T> Beside<T> start(String name, boolean large, Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    if (large) {
      Thread.ofPlatform().daemon().name(name).start(task);
    } else {
      task.run();
    }
    return new Beside<>(task);
  }

  /** Waits for what comes of it. */
  T result() throws InterruptedIOException {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while something was read");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
