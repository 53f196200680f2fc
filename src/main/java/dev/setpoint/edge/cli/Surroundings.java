package dev.setpoint.edge.cli;

import dev.setpoint.edge.Token;
import dev.setpoint.report.Ink;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a process finds around itself: tests give it another world.
 *
 * @param variables the environment
 * @param directory where it was started
 * @param out results, and nothing else
 * @param err everything else
 * @param terminal whether a person reads {@code out} as it is written
 */
public record Surroundings(
    Map<String, String> variables,
    Path directory,
    PrintStream out,
    PrintStream err,
    boolean terminal) {

  /**
   * Those of this process. Text is UTF-8 whatever the locale says: the signs of the statuses exist
   * in no other encoding.
   */
  public static Surroundings ofProcess() {
    return new Surroundings(
        System.getenv(),
        Path.of("").toAbsolutePath(),
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        isTerminal());
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  // The launcher knows; without it, Linux can be asked. System.console() answers for stdin too, and
  // costs JLine on some JDKs.
  private static boolean isTerminal() {
    String told = System.getProperty("setpoint.terminal");
    if (told != null) {
      return told.equals("true");
    }
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** A variable that is set and not blank. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** The secret, from the environment alone: command lines are visible to the whole machine. */
  public Token token() {
    return variable("SETPOINT_TOKEN")
        .or(() -> variable("GITHUB_TOKEN"))
        .map(Token::of)
        .orElse(Token.NONE);
  }

  /** Whether this is a step of a GitHub Actions job. */
  boolean inAction() {
    return variable("GITHUB_ACTIONS").filter("true"::equals).isPresent();
  }

  /** Colour only for a terminal that did not ask for none: https://no-color.org. */
  public Ink ink() {
    boolean wanted =
        variable("NO_COLOR").isEmpty() && variable("TERM").filter("dumb"::equals).isEmpty();
    return terminal && wanted ? Ink.COLOURED : Ink.PLAIN;
  }
}
