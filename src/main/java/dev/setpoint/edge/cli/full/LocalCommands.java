package dev.setpoint.edge.cli.full;

import dev.setpoint.edge.cli.MoreCommands;
import dev.setpoint.edge.cli.Surroundings;
import java.util.List;

/** What runs on one's own machine, without an account anywhere. */
public final class LocalCommands implements MoreCommands {

  @Override
  public List<String> names() {
    return List.of("sandbox", "demo");
  }

  @Override
  public Object command(String name, Surroundings around) {
    return name.equals("demo") ? new DemoCommand(around) : new SandboxCommand(around);
  }
}
