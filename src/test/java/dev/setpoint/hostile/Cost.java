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
    assertThat(millis).as("milliseconds for %s", what).isLessThanOrEqualTo(MOST_MILLIS);
    assertThat(taken).as("bytes for %s", what).isLessThanOrEqualTo(MOST_BYTES);
    return result;
  }

  static String figures() {
    return "the dearest took %d ms and %.1f MiB"
        .formatted(SLOWEST.get(), LARGEST.get() / 1048576.0);
  }
}
