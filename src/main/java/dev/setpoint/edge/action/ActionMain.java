package dev.setpoint.edge.action;

import dev.setpoint.Rehearsal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the process of an Action starts, past the command line and all that it would load. */
public final class ActionMain {
  private ActionMain() {}

  public static void main(String[] args) {
    Rehearsal.begin();
    PrintStream log =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.exit(Action.run(new Runner(System.getenv(), log)));
  }
}
