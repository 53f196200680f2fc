package dev.setpoint.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of the guard's script in a process of its own, with the variables that a runner gives it.
 *
 * @param exit 0: the job goes on
 * @param said what it wrote
 */
record GuardRun(int exit, String said) {
  private static final Path SCRIPT = Path.of("guard", "guard.sh").toAbsolutePath();

  /** Starts the script and leaves it running. */
  static Process start(String api, String token, String key, long run) {
    ProcessBuilder builder =
        new ProcessBuilder("bash", SCRIPT.toString()).redirectErrorStream(true);
    Map<String, String> env = builder.environment();
    env.keySet().removeIf(name -> name.startsWith("GITHUB_"));
    env.putAll(
        Map.of(
            "GUARD_KEY",
            key,
            "GUARD_TOKEN",
            token,
            "GUARD_PAUSE",
            "0.05",
            "GITHUB_API_URL",
            api,
            "GITHUB_REPOSITORY",
            "shop/app",
            "GITHUB_RUN_ID",
            Long.toString(run)));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IllegalStateException("bash is needed to test the guard", e);
    }
  }

  static GuardRun end(Process process) throws IOException, InterruptedException {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the guard hangs: " + said);
    }
    return new GuardRun(process.exitValue(), said);
  }

  boolean goesOn() {
    return exit == 0;
  }
}
