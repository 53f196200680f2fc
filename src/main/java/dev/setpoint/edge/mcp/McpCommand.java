package dev.setpoint.edge.mcp;

import dev.setpoint.edge.cli.Surroundings;
import dev.setpoint.report.Exit;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** {@code mcp}: serves until its client closes stdin. */
@Command(
    name = "mcp",
    description = {
      "Serve plans to agents over stdio, by the Model Context Protocol; docs/mcp.md shows how to"
          + " set a client up.",
      "The repository and the token come from the environment and the checkout, as for every"
          + " command."
    })
final class McpCommand implements Callable<Integer> {
  private final Surroundings around;

  McpCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    Serving serving = Serving.over(new Watched(System.in, closed), around);
    closed.await();
    serving.close();
    return Exit.SETTLED.code();
  }

  /** Notices that nobody will ask any more. */
  private static final class Watched extends FilterInputStream {
    private final CountDownLatch closed;

    Watched(InputStream in, CountDownLatch closed) {
      super(in);
      this.closed = closed;
    }

    @Override
    public int read() throws IOException {
      return noticed(super.read());
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      return noticed(super.read(buffer, from, length));
    }

    private int noticed(int read) {
      if (read < 0) {
        closed.countDown();
      }
      return read;
    }
  }
}
