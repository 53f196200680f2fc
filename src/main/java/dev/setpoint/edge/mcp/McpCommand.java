package dev.setpoint.edge.mcp;

import dev.setpoint.edge.cli.Surroundings;
import dev.setpoint.report.Exit;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.concurrent.Callable;
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
  public Integer call() throws IOException, InterruptedException {
    Wire wire = new Wire(new BufferedInputStream(System.in), around.out());
    Serving serving = Serving.over(wire.messages(), wire.answers(), around);
    wire.pump();
    serving.close();
    return Exit.SETTLED.code();
  }
}
