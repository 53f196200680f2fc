package dev.setpoint.edge.cli.full;

import dev.setpoint.edge.cli.MoreCommands;
import dev.setpoint.edge.cli.Surroundings;
import java.util.List;

/** What runs for an organisation. */
public final class ServerCommands implements MoreCommands {

  @Override
  public List<String> names() {
    return List.of("serve");
  }

  @Override
  public Object command(String name, Surroundings around) {
    return new ServeCommand(around);
  }
}
