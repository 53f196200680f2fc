package dev.setpoint.edge.server.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Reads bodies of strangers: bounded in size, in time, and in what all of them take together. */
final class Body {
  /** GitHub's own limit: "payloads are capped at 25 MB". */
  static final int MOST_BYTES = 25 * 1024 * 1024;

  private static final int UNIT = 1024;
  private static final int MOST_TOGETHER = 128 * 1024 * 1024 / UNIT;
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final Semaphore room = new Semaphore(MOST_TOGETHER);

  /** Why a body was not read. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(int status, String message) {
      super(message, null, false, false);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /** What is done with a body while its room is taken. */
  @FunctionalInterface
  interface Use {
    void of(byte[] body) throws Refused;
  }

  void read(Context context, Use use) throws Refused {
    long told = context.req().getContentLengthLong();
    if (told > MOST_BYTES) {
      throw new Refused(413, "a payload has at most 25 MiB");
    }
    int needed = (int) ((told < 0 ? MOST_BYTES : told) / UNIT) + 1;
    if (!room.tryAcquire(needed)) {
      throw new Refused(503, "too much is being received; try again");
    }
    try {
      use.of(bytes(context, (int) Math.max(told, 0)));
    } finally {
      room.release(needed);
    }
  }

  private static byte[] bytes(Context context, int expected) throws Refused {
    long end = System.nanoTime() + LONGEST.toNanos();
    ByteArrayOutputStream all = new ByteArrayOutputStream(Math.min(expected, 1 << 20));
    byte[] buffer = new byte[16 * 1024];
    try {
      InputStream in = context.req().getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
        if (all.size() > MOST_BYTES) {
          throw new Refused(413, "a payload has at most 25 MiB");
        }
        if (System.nanoTime() > end) {
          throw new Refused(408, "the payload takes too long");
        }
      }
    } catch (IOException e) {
      throw new Refused(408, "the payload did not arrive");
    }
    return all.toByteArray();
  }
}
