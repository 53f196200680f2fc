package dev.setpoint.edge.mcp;

import dev.setpoint.edge.cli.MoreCommands;
import dev.setpoint.edge.cli.Surroundings;
import java.util.List;

/** {@code mcp}. */
public final class McpCommands implements MoreCommands {
  @Override
  public List<String> names() {
    return List.of("mcp");
  }

  @Override
  public Object command(String name, Surroundings around) {
    return new McpCommand(around);
  }
}
