package dev.setpoint.edge.cli.full;

import dev.setpoint.demo.Demo;
import dev.setpoint.demo.web.DemoServer;
import dev.setpoint.edge.cli.Surroundings;
import dev.setpoint.edge.cli.WrongUsage;
import dev.setpoint.report.Exit;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: the product in a few seconds, without an account anywhere. */
@Command(
    name = "demo",
    description =
        "Drive a sample plan to done in a sandbox: a failure, an edit in the middle and a crash"
            + " included. Needs no network.")
final class DemoCommand implements Callable<Integer> {
  private static final Duration READING_TIME = Duration.ofSeconds(3);

  private final Surroundings around;

  @Option(names = "--slow", description = "Pause before each scene, to read along.")
  boolean slow;

  @Option(
      names = "--web",
      description = "Play it in the browser: edit the plan, close issues, kill a pass, and watch.")
  boolean web;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Of the page, with --web; default: ${DEFAULT-VALUE}, 0 for any free one.",
      defaultValue = "4711")
  int port = 4711;

  DemoCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws IOException {
    return web ? serve() : play();
  }

  // Until it is killed; the sandbox's files go with it.
  private int serve() throws IOException {
    try (DemoServer server = start()) {
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      around.out().println("The demo is at " + server.url() + " (Ctrl+C ends it)");
      around.out().flush();
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Exit.SETTLED.code();
  }

  private DemoServer start() throws IOException {
    try {
      return DemoServer.start(port);
    } catch (BindException e) {
      throw new WrongUsage("--port: " + port + " is taken; name another, or 0 for any free one");
    }
  }

  private int play() throws IOException {
    boolean done = Demo.play(around.out(), around.ink(), slow ? READING_TIME : Duration.ZERO);
    return (done ? Exit.SETTLED : Exit.UNFINISHED).code();
  }
}
