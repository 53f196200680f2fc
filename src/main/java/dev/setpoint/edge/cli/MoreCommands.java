package dev.setpoint.edge.cli;

import java.util.List;

/**
 * Commands that only the full program has. The jar that the Action runs holds the pass and nothing
 * that the pass does not need; whoever adds a command of another kind provides it as a service of
 * this type.
 */
public interface MoreCommands {

  /** The names it answers to, in the order of the help. */
  List<String> names();

  /** A picocli command object for one of those names; reads and starts nothing yet. */
  Object command(String name, Surroundings around);
}
