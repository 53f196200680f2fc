package dev.setpoint.edge.cli;

import dev.setpoint.report.Exit;
import dev.setpoint.report.Ink;
import dev.setpoint.report.Sentences;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line: finds the command, lets it work, and turns whatever happens into an exit code
 * and a sentence.
 */
public final class Cli {
  private static final List<String> COMMANDS =
      List.of(
          "reconcile",
          "execute",
          "sync",
          "diff",
          "check",
          "retry",
          "bind",
          "status",
          "why",
          "graph",
          "history",
          "init",
          "import");

  /** Where {@link MoreCommands} are on the class path: what they are called. */
  private static final List<String> FULL = List.of("doctor", "serve", "mcp", "sandbox", "demo");

  /** What stands above the commands. */
  @Command(
      name = "setpoint",
      description = "Drives plans written in Markdown to completion, one pass at a time.",
      synopsisSubcommandLabel = "<command>",
      versionProvider = Version.class,
      footer = {
        "",
        "Options come from flags, then the environment, then the checkout you stand in.",
        "The token comes from SETPOINT_TOKEN or GITHUB_TOKEN, never from the command line.",
        "Exit codes: 0 settled or progressed, 1 unfinished (the next pass mends it),",
        "2 usage, 3 some plan has problems (the others were processed)."
      })
  static final class Top {
    @CommandLine.Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Show this help.",
        scope = CommandLine.ScopeType.INHERIT)
    boolean help;

    @CommandLine.Option(names = "--version", versionHelp = true, description = "Show the version.")
    boolean version;
  }

  /** From the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Cli.class.getPackage().getImplementationVersion();
      return new String[] {"setpoint " + (version == null ? "(from sources)" : version)};
    }
  }

  private Cli() {}

  /** Runs one command; answers the exit code. */
  public static int run(List<String> given, Surroundings around) {
    List<String> arguments = withoutHelp(given);
    CommandLine line = new CommandLine(new Top());
    // Only the command in question is made ready: reading the others' options costs more than a
    // pass has to spare.
    String first = arguments.isEmpty() ? "" : arguments.getFirst();
    for (String name : COMMANDS.contains(first) ? List.of(first) : COMMANDS) {
      line.addSubcommand(name, command(name, around));
    }
    if (!COMMANDS.contains(first)) {
      for (MoreCommands more : ServiceLoader.load(MoreCommands.class)) {
        more.names().forEach(name -> line.addSubcommand(name, more.command(name, around)));
      }
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            around.ink() == Ink.PLAIN ? CommandLine.Help.Ansi.OFF : CommandLine.Help.Ansi.ON));
    line.setParameterExceptionHandler((e, args) -> usage(e, around));
    line.setExecutionExceptionHandler((e, command, parsed) -> failure(e, around));
    if (arguments.isEmpty()) {
      line.usage(line.getErr());
      return Exit.USAGE.code();
    }
    return line.execute(arguments.toArray(String[]::new));
  }

  /** {@code help why} and {@code help}, as other programs have it, are our {@code --help}. */
  private static List<String> withoutHelp(List<String> arguments) {
    if (arguments.isEmpty() || !arguments.getFirst().equals("help")) {
      return arguments;
    }
    return arguments.size() > 1 ? List.of(arguments.get(1), "--help") : List.of("--help");
  }

  private static Object command(String name, Surroundings around) {
    return switch (name) {
      case "reconcile" -> new PassCommands.Reconcile(around);
      case "execute" -> new PassCommands.Execute(around);
      case "sync" -> new PassCommands.Sync(around);
      case "diff" -> new LookCommands.Difference(around);
      case "check" -> new CheckCommand(around);
      case "retry" -> new WishCommands.Retry(around);
      case "bind" -> new WishCommands.Bind(around);
      case "status" -> new LookCommands.Status(around);
      case "why" -> new LookCommands.Why(around);
      case "graph" -> new LookCommands.Graph(around);
      case "history" -> new HistoryCommand(around);
      case "init" -> new InitCommand(around);
      case "import" -> new ImportCommand(around);
      default -> throw new IllegalArgumentException("no command is called " + name);
    };
  }

  private static int usage(ParameterException e, Surroundings around) {
    if (e instanceof UnmatchedArgumentException unmatched && isElsewhere(unmatched)) {
      err(
          around,
          "setpoint: `%s` is not in this jar, which holds the pass alone: it is in setpoint-full.jar"
              .formatted(unmatched.getUnmatched().getFirst()));
      return Exit.USAGE.code();
    }
    List<String> near =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    String guess = near.isEmpty() ? "" : "; did you mean `" + near.getFirst() + "`?";
    err(around, "setpoint: " + Misuse.of(e) + guess);
    err(
        around,
        "`" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help` shows what there is");
    return Exit.USAGE.code();
  }

  private static boolean isElsewhere(UnmatchedArgumentException e) {
    return e.getCommandLine().getParent() == null && FULL.contains(e.getUnmatched().getFirst());
  }

  private static int failure(Exception e, Surroundings around) {
    if (e instanceof WrongUsage wrong) {
      err(around, "setpoint: " + wrong.sentence());
      return Exit.USAGE.code();
    }
    if (e instanceof IOException || e instanceof UncheckedIOException) {
      err(around, "setpoint: " + Sentences.line(String.valueOf(e.getMessage())));
      return Exit.UNFINISHED.code();
    }
    err(around, "setpoint: this is a bug in Setpoint, please report it with these lines:");
    err(around, Teller.stack(e));
    return Exit.UNFINISHED.code();
  }

  private static void err(Surroundings around, String line) {
    around.err().println(around.token().redact(line));
  }
}
