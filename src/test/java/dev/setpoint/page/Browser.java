package dev.setpoint.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** Runs a script of {@code src/test/browser} with Chromium, where {@code .ci/browser} put one. */
public final class Browser {
  private static final Path MODULES = Path.of("target/browser/node_modules").toAbsolutePath();
  private static final Path PICTURES = Path.of("target/browser/pictures").toAbsolutePath();
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final long PATIENCE_SECONDS = 900;

  private Browser() {}

  /** How a script ended, and what it printed. */
  public record Outcome(int status, String text) {
    /** What it measured. */
    public String figures() {
      return text.lines()
          .filter(l -> l.startsWith("figure: "))
          .collect(Collectors.joining(System.lineSeparator()));
    }
  }

  /** Skips the test where there is no browser, and says so where nobody can miss it. */
  public static void require() {
    boolean here =
        Files.isExecutable(CHROMIUM)
            && Files.isDirectory(MODULES.resolve("playwright-core"))
            && Files.isDirectory(MODULES.resolve("axe-core"));
    if (!here) {
      System.err.println(
          "SKIPPED: the pages were not tested in a browser, for there is none here. `.ci/browser`"
              + " installs what is needed.");
    }
    Assumptions.assumeTrue(here, "no browser here: run .ci/browser");
  }

  /** Runs the script with these arguments, then the folder for its pictures. */
  public static Outcome run(String script, String... arguments)
      throws IOException, InterruptedException {
    Files.createDirectories(PICTURES);
    List<String> command = new ArrayList<>(List.of("node", "src/test/browser/" + script));
    command.addAll(List.of(arguments));
    command.add(PICTURES.toString());
    Path output = Files.createTempFile("browser", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("BROWSER", CHROMIUM.toString());
    builder.environment().put("BROWSER_MODULES", MODULES.toString());
    Process process = builder.start();
    try {
      boolean over = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      String text = Files.readString(output, StandardCharsets.UTF_8);
      return over
          ? new Outcome(process.exitValue(), text)
          : new Outcome(-1, text + "\nstill running after " + PATIENCE_SECONDS + " s");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }
}
