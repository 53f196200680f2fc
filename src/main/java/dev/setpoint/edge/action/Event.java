package dev.setpoint.edge.action;

import dev.setpoint.edge.json.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What woke this run. It only wakes: whatever it says is looked up again, and the little that is
 * taken from it here decides where to look, never what is true.
 *
 * @param name for example {@code push}
 */
record Event(String name, JsonNode payload) {
  private static final long MOST_BYTES = 32L * 1024 * 1024;

  /** Reads the payload's file. */
  static Event in(Path file, String name) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("the event's payload is larger than 32 MiB");
    }
    return new Event(name, Payloads.parse(Files.readString(file), "the event's payload"));
  }

  /**
   * The pull request that the event is about.
   *
   * @param base the branch it is to be merged into
   * @param head the commit at its tip, 40 hex digits
   */
  record PullRequest(int number, String base, String head) {}

  /** The pull request, when this is an event about an open one. */
  Optional<PullRequest> pullRequest() {
    JsonNode pull = payload.path("pull_request");
    int number = pull.path("number").asInt();
    String head = pull.path("head").path("sha").asText("");
    boolean usable = name.equals("pull_request") && number > 0 && head.matches("[0-9a-f]{40}");
    return usable
        ? Optional.of(new PullRequest(number, pull.path("base").path("ref").asText(""), head))
        : Optional.empty();
  }

  /**
   * The issue on which somebody wrote what looks like a slash command; nothing more is believed.
   */
  Set<Integer> commented() {
    int issue = payload.path("issue").path("number").asInt();
    String words = payload.path("comment").path("body").asText("");
    return name.equals("issue_comment") && issue > 0 && words.startsWith("/")
        ? Set.of(issue)
        : Set.of();
  }

  /** The run that called back while it was still ending: the input {@code run} of a dispatch. */
  Optional<Long> awaitedRun() {
    String id = payload.path("inputs").path("run").asText("");
    return name.equals("workflow_dispatch") && id.matches("[0-9]{1,18}")
        ? Optional.of(Long.valueOf(id))
        : Optional.empty();
  }
}
