package dev.setpoint.process;

import dev.setpoint.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program as a process of its own, pointed at a sandbox. */
final class Program implements AutoCloseable {
  /** The pass and its command line. */
  static final Path JAR = Path.of(System.getProperty("setpoint.jar", "target/setpoint.jar"));

  /** Everything. */
  static final Path FULL_JAR = JAR.resolveSibling("setpoint-full.jar");

  private static final int PATIENCE_SECONDS = 600;

  private final Process process;
  private final Path out;
  private final Path err;

  /** What a process left behind. */
  record Left(int exit, String out, String err) {}

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static Program start(Sandbox github, String... arguments) throws IOException {
    return start(JAR, github, Map.of(), List.of(arguments));
  }

  /** What only the full jar can do, with some more in its environment. */
  static Program full(Sandbox github, Map<String, String> variables, List<String> arguments)
      throws IOException {
    return start(FULL_JAR, github, variables, arguments);
  }

  /** The arguments of a server for the sandbox's repository, which shows its pages on any port. */
  static List<String> serving(Path data, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "serve",
                "--port",
                "0",
                "--repository",
                "shop/app",
                "--login",
                "setpoint-bot",
                "--pages",
                "loopback",
                "--data",
                data.toString()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  /** Either jar, with some more in its environment. */
  static Program start(
      Path jar, Sandbox github, Map<String, String> variables, List<String> arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-jar",
                jar.toString()));
    command.addAll(arguments);
    Path out = Files.createTempFile("setpoint-", ".out");
    Path err = Files.createTempFile("setpoint-", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(k -> k.startsWith("GITHUB_") || k.startsWith("SETPOINT_"));
    environment.put("SETPOINT_TOKEN", github.token());
    environment.put("SETPOINT_GIT_URL", github.gitUrl());
    environment.put("GITHUB_API_URL", github.apiUrl());
    environment.put("GITHUB_REPOSITORY", github.repository());
    environment.putAll(variables);
    return new Program(builder.start(), out, err);
  }

  /** Runs it to its end. */
  static Left run(Sandbox github, String... arguments) throws IOException, InterruptedException {
    try (Program program = start(github, arguments)) {
      return program.end();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** What it has said so far; its exit is unknown. */
  Left said() throws IOException {
    return new Left(-1, Files.readString(out), Files.readString(err));
  }

  /** Waits until it has said that on stdout; answers what the first group matched. */
  String awaitOut(String pattern) throws IOException, InterruptedException {
    Pattern wanted = Pattern.compile(pattern);
    for (int i = 0; i < PATIENCE_SECONDS * 10 && isAlive(); i++) {
      Matcher found = wanted.matcher(said().out());
      if (found.find()) {
        return found.group(1);
      }
      Thread.sleep(100);
    }
    throw new AssertionError("it never said " + pattern + ": " + said());
  }

  /** SIGTERM, and waits for its end. */
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  Left end() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after %d s".formatted(PATIENCE_SECONDS));
    }
    return new Left(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** SIGKILL: nothing of it runs any more, no handler, no hook. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(out);
    Files.deleteIfExists(err);
  }
}
