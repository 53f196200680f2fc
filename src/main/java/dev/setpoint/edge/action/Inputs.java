package dev.setpoint.edge.action;

import dev.setpoint.edge.Token;
import dev.setpoint.edge.git.Globs;
import dev.setpoint.edge.json.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code with:} says, read from {@code toJSON(inputs)}: no input ever stands in a script.
 *
 * @param plans globs; empty: the settings file decides
 * @param maxNewJobs how many jobs one pass may create; empty for no limit of its own
 * @param config where the settings stand, if not at {@code .github/setpoint.yml}
 * @param agentToken used to assign coding agents, and for nothing else
 */
record Inputs(
    Token token,
    List<String> plans,
    Optional<String> branch,
    Task task,
    boolean dryRun,
    Optional<Integer> maxNewJobs,
    Optional<String> config,
    Token agentToken) {

  /** What {@code command:} may say. */
  enum Task {
    /** A pull request is previewed; everything else reconciles. */
    AUTO,
    RECONCILE,
    EXECUTE,
    SYNC,
    DIFF,
    CHECK;

    static Task named(String word) {
      for (Task task : values()) {
        if (task.name().toLowerCase(Locale.ROOT).equals(word)) {
          return task;
        }
      }
      throw new IllegalArgumentException(
          "the input `command` is one of auto, reconcile, execute, sync, diff and check");
    }
  }

  /**
   * Reads the JSON.
   *
   * @throws IllegalArgumentException in a sentence that names the input
   */
  static Inputs of(String json) {
    JsonNode inputs = Payloads.parse(json, "the inputs");
    return new Inputs(
        Token.of(text(inputs, "token").orElse("")),
        text(inputs, "plans").map(globs -> Globs.parse(globs).patterns()).orElse(List.of()),
        text(inputs, "branch"),
        Task.named(text(inputs, "command").orElse("auto")),
        flag(inputs, "dry-run"),
        text(inputs, "max-new-jobs").map(Inputs::number),
        text(inputs, "config"),
        Token.of(text(inputs, "agent-token").orElse("")));
  }

  private static Optional<String> text(JsonNode inputs, String name) {
    return Optional.of(inputs.path(name).asText("").strip()).filter(v -> !v.isEmpty());
  }

  private static boolean flag(JsonNode inputs, String name) {
    return switch (text(inputs, name).orElse("false").toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("the input `" + name + "` is true or false");
    };
  }

  private static int number(String text) {
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException("the input `max-new-jobs` is a number from 1 to 9999");
    }
    return Integer.parseInt(text);
  }
}
