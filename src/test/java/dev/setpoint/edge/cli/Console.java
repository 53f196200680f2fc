package dev.setpoint.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.setpoint.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line without a process around it: an environment, a directory, and what comes out.
 */
final class Console {
  private static final ObjectMapper JSON = new ObjectMapper();

  final Map<String, String> variables = new HashMap<>();
  Path directory = Path.of("/");

  /** Told by its environment to work on a sandbox's first repository. */
  static Console of(Sandbox github) {
    Console console = new Console();
    console.variables.put("SETPOINT_GIT_URL", github.gitUrl());
    console.variables.put("GITHUB_API_URL", github.apiUrl());
    console.variables.put("SETPOINT_TOKEN", github.token());
    return console;
  }

  /** What a command left behind. */
  record Said(int code, String out, String err) {
    JsonNode json() {
      try {
        return JSON.readTree(out);
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Said run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings around = new Surroundings(variables, directory, stream(out), stream(err), false);
    int code = Cli.run(List.of(arguments), around);
    return new Said(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
