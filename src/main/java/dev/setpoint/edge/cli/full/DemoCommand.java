package dev.setpoint.edge.cli.full;

import dev.setpoint.demo.Demo;
import dev.setpoint.edge.cli.Surroundings;
import dev.setpoint.report.Exit;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: the product in a few seconds, without an account anywhere. */
@Command(
    name = "demo",
    description =
        "Drive a sample plan to done in a sandbox: a failure, an edit in the middle and a crash included. Needs no network.")
final class DemoCommand implements Callable<Integer> {
  private static final Duration READING_TIME = Duration.ofSeconds(3);

  private final Surroundings around;

  @Option(names = "--slow", description = "Pause before each scene, to read along.")
  boolean slow;

  DemoCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws IOException {
    boolean done = Demo.play(around.out(), around.ink(), slow ? READING_TIME : Duration.ZERO);
    return (done ? Exit.SETTLED : Exit.UNFINISHED).code();
  }
}
