package dev.setpoint.edge.cli.full;

import dev.setpoint.edge.cli.Surroundings;
import dev.setpoint.edge.cli.WrongUsage;
import dev.setpoint.sandbox.SandboxOptions;
import dev.setpoint.sandbox.Standalone;
import dev.setpoint.sandbox.world.Token;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sandbox}: the local stand-in for GitHub, until it is killed. */
@Command(
    name = "sandbox",
    description =
        "A local stand-in for GitHub (REST, git over HTTP, webhooks): prints its URLs as JSON and"
            + " serves until it is killed.")
final class SandboxCommand implements Callable<Integer> {
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,6})(ms|s|m)");

  private final Surroundings around;

  @Option(names = "--port", paramLabel = "PORT", description = "Default: any free one.")
  int port;

  @Option(
      names = "--seed",
      paramLabel = "DIR",
      description = "Its files are the repository's first commit.")
  Optional<Path> seed = Optional.empty();

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "The token it accepts. It opens nothing but this sandbox; default: sandbox-token.")
  Optional<String> token = Optional.empty();

  @Option(
      names = "--git-root",
      paramLabel = "DIR",
      description = "Where the bare repositories are made; default: a temporary directory.")
  Optional<Path> gitRoot = Optional.empty();

  @Option(names = "--repository", paramLabel = "OWNER/NAME", description = "Default: shop/app.")
  Optional<String> repository = Optional.empty();

  @Option(
      names = "--auto-runs",
      paramLabel = "TIME",
      description = "Workflow runs succeed by themselves after this long, for example 2s.")
  Optional<String> autoRuns = Optional.empty();

  @Option(
      names = "--real-git",
      description = "Lets this machine's own `git http-backend` serve git instead of JGit.")
  boolean realGit;

  SandboxCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    SandboxOptions options = SandboxOptions.defaults().onPort(port);
    if (seed.isPresent()) {
      options = options.withSeed(directory(seed.get()));
    }
    if (token.isPresent()) {
      options = options.withToken(Token.ofUser(token.get(), "setpoint-bot"));
    }
    if (gitRoot.isPresent()) {
      options = options.withGitRoot(gitRoot.get());
    }
    if (repository.isPresent()) {
      options = options.withRepository(repository.get());
    }
    if (autoRuns.isPresent()) {
      options = options.withAutoRuns(duration(autoRuns.get()));
    }
    if (realGit) {
      options = options.withRealGit();
    }
    try {
      Standalone.run(options, around.out());
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof BindException) {
        throw new WrongUsage("--port: " + port + " is taken; name another, or 0 for any free one");
      }
      throw e;
    }
    return 0;
  }

  private Path directory(Path path) {
    Path directory = around.directory().resolve(path);
    if (!Files.isDirectory(directory)) {
      throw new WrongUsage("--seed: there is no directory " + path);
    }
    return directory;
  }

  private static Duration duration(String text) {
    Matcher m = SHORT.matcher(text);
    if (!m.matches()) {
      throw new WrongUsage("--auto-runs: a time is written 500ms, 2s or 1m, not `" + text + "`");
    }
    long number = Long.parseLong(m.group(1));
    return switch (m.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
  }
}
