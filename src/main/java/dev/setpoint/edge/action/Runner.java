package dev.setpoint.edge.action;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The runner around us: its variables, its log, and the files through which it is told things.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
record Runner(Map<String, String> variables, PrintStream log) {
  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /**
   * A variable that every runner sets.
   *
   * @throws IllegalArgumentException when it does not
   */
  String must(String name) {
    return variable(name)
        .orElseThrow(
            () -> new IllegalArgumentException(name + " is missing: this runs as a GitHub Action"));
  }

  void say(String text) {
    log.print(text.endsWith("\n") ? text : text + "\n");
    log.flush();
  }

  /** Sets an output of the step. */
  void output(String name, String value) throws IOException {
    // A delimiter that nobody can have foreseen in the value.
    String end = "end-" + UUID.randomUUID();
    append("GITHUB_OUTPUT", "%s<<%s\n%s\n%s\n".formatted(name, end, value.stripTrailing(), end));
  }

  /** Adds to the page that GitHub shows for the run. */
  void summary(String markdown) throws IOException {
    append("GITHUB_STEP_SUMMARY", markdown.endsWith("\n") ? markdown : markdown + "\n");
  }

  private void append(String variable, String text) throws IOException {
    Optional<String> file = variable(variable);
    if (file.isPresent()) {
      Files.writeString(
          Path.of(file.get()), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}
