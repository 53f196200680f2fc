package dev.setpoint.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What an input costs the thread that works on it: processor time, since the machine may be busy
 * with other things, and all memory that it ever took, since what is held at once is less.
 */
final class Cost {
  static final long MOST_MILLIS = 1000;
  static final long MOST_BYTES = 64L * 1024 * 1024;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final AtomicLong SLOWEST = new AtomicLong();
  private static final AtomicLong LARGEST = new AtomicLong();

  private Cost() {}

  /** More processor time than an input may take; a slow moment of the machine looks the same. */
  static final class TooSlow extends AssertionError {
    TooSlow(String message) {
      super(message);
    }
  }

  /** The result of an attempt; of a second one, where the first met a slow moment. */
  static <T> T secondTry(Callable<T> attempt) throws Exception {
    try {
      return attempt.call();
    } catch (TooSlow e) {
      return attempt.call();
    }
  }

  static <T> T within(String what, Callable<T> work) throws Exception {
    long cpu = THREADS.getCurrentThreadCpuTime();
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    T result = work.call();
    long millis = (THREADS.getCurrentThreadCpuTime() - cpu) / 1_000_000;
    long taken = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    if (Boolean.getBoolean("hostile.figures")) {
      System.out.printf("%5d ms %6.1f MiB  %s%n", millis, taken / 1048576.0, what);
    }
    SLOWEST.accumulateAndGet(millis, Math::max);
    LARGEST.accumulateAndGet(taken, Math::max);
    if (millis > MOST_MILLIS) {
      throw new TooSlow(what + " took " + millis + " ms of processor time");
    }
    assertThat(taken).as("bytes for %s", what).isLessThanOrEqualTo(MOST_BYTES);
    return result;
  }

  static String figures() {
    return "the dearest took %d ms and %.1f MiB"
        .formatted(SLOWEST.get(), LARGEST.get() / 1048576.0);
  }
}
