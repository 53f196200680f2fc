package dev.setpoint.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.setpoint.sandbox.rest.Json;
import dev.setpoint.sandbox.world.Token;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/** The sandbox as a program of its own: prints its URLs once, then serves until it is killed. */
public final class Standalone {
  private Standalone() {}

  /** Serves until the thread is interrupted or the process ends. */
  public static void run(SandboxOptions options, PrintStream out) {
    Sandbox sandbox = Sandbox.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
    out.println(Json.pretty(description(sandbox)));
    out.flush();
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ObjectNode description(Sandbox sandbox) {
    return Json.object()
        .put("schemaVersion", 1)
        .put("apiUrl", sandbox.apiUrl())
        .put("gitUrl", sandbox.gitUrl())
        .put("repository", sandbox.repository())
        .put("token", sandbox.token())
        .put("control", sandbox.controlUrl())
        .put("webhookSecret", sandbox.webhookSecret());
  }

  /** For trying it before the command line knows it. */
  public static void main(String[] args) {
    SandboxOptions options = SandboxOptions.defaults();
    for (int i = 0; i + 1 < args.length; i += 2) {
      String value = args[i + 1];
      options =
          switch (args[i]) {
            case "--port" -> options.onPort(Integer.parseInt(value));
            case "--seed" -> options.withSeed(Path.of(value));
            case "--token" -> options.withToken(Token.ofUser(value, "setpoint-bot"));
            case "--git-root" -> options.withGitRoot(Path.of(value));
            case "--repository" -> options.withRepository(value);
            case "--auto-runs" -> options.withAutoRuns(Duration.parse("PT" + value));
            default -> throw new IllegalArgumentException("unknown option " + args[i]);
          };
    }
    run(options, System.out);
  }
}
