package dev.setpoint;

import dev.setpoint.edge.cli.Cli;
import dev.setpoint.edge.cli.Surroundings;
import java.util.List;

/**
 * Where the process starts: hands over to the command line, and its answer to the operating system.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Cli.run(List.of(args), Surroundings.ofProcess()));
  }
}
