package dev.setpoint.edge.cli;

import picocli.CommandLine.Option;

/** The options that say how results are told. */
final class OutputOptions {
  @Option(
      names = "--json",
      description =
          "One JSON document on stdout (\"schemaVersion\": 1); everything else goes to stderr.")
  boolean json;

  @Option(
      names = "--verbose",
      description = "Show where a failure came from. SETPOINT_DEBUG=1 does the same.")
  boolean verbose;
}
