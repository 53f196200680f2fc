package dev.setpoint.edge.cli.full;

import dev.setpoint.edge.cli.DoctorCommand;
import dev.setpoint.edge.cli.MoreCommands;
import dev.setpoint.edge.cli.Surroundings;
import java.util.List;

/** What a person runs, and no runner needs. */
public final class LocalCommands implements MoreCommands {

  @Override
  public List<String> names() {
    return List.of("doctor", "sandbox", "demo");
  }

  @Override
  public Object command(String name, Surroundings around) {
    return switch (name) {
      case "doctor" -> new DoctorCommand(around);
      case "demo" -> new DemoCommand(around);
      default -> new SandboxCommand(around);
    };
  }
}
