package dev.setpoint.edge.github;

import dev.setpoint.edge.json.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GitHub's refusals in sentences: what was being done, what GitHub says, what mends it. */
final class Trouble {
  private static final int LONGEST = 500;

  private Trouble() {}

  /** For a read or an edit that failed. */
  static IOException of(String doing, Answer answer) {
    Optional<java.time.Duration> wait = RateLimited.in(answer);
    if (wait.isPresent()) {
      return RateLimited.of(doing, wait.get());
    }
    return new IOException("cannot " + doing + ": " + words(answer));
  }

  /** For an answer that came but is not what GitHub's documentation promises. */
  static IOException malformed(String doing, String what) {
    return new IOException(
        "cannot " + doing + ": GitHub's answer makes no sense here (" + what + ")");
  }

  /**
   * The refusal in words: GitHub's message, its field errors, and the permission that is missing.
   */
  static String words(Answer answer) {
    if (answer.redirects()) {
      return "the repository has moved ("
          + answer.status()
          + "); redirects are not followed because the token would go along: give its new name in"
          + " --repository";
    }
    if (answer.status() >= 500) {
      return "GitHub failed (" + answer.status() + ")";
    }
    String said = message(answer);
    String words =
        switch (answer.status()) {
          case 401 -> "GitHub does not accept the token (401); it may have expired or be missing";
          case 403 -> "GitHub forbids it (403): " + said;
          case 404 -> "GitHub finds no such thing, or hides it from this token (404)";
          case 410 -> "it is gone or switched off (410): " + said;
          default -> "GitHub refuses (" + answer.status() + "): " + said;
        };
    return words + permission(answer);
  }

  private static String permission(Answer answer) {
    if (answer.status() != 403 && answer.status() != 404) {
      return "";
    }
    return answer
        .header("x-accepted-github-permissions")
        .filter(p -> !p.isBlank() && p.length() < 200)
        .map(p -> "; the token needs the permission " + p.replace("=", ": "))
        .orElse("");
  }

  /** GitHub's message with its field errors, at most 500 characters on one line. */
  static String message(Answer answer) {
    List<String> parts = new ArrayList<>();
    try {
      JsonNode body = Json.read(answer.body());
      parts.add(body.path("message").asText(""));
      for (JsonNode error : body.path("errors")) {
        parts.add(error.isTextual() ? error.asText() : field(error));
      }
    } catch (IOException e) {
      parts.add("an answer that is not JSON");
    }
    String all = String.join("; ", parts.stream().filter(p -> !p.isBlank()).toList());
    String line = all.replaceAll("\\p{Cntrl}+", " ").strip();
    if (line.isEmpty()) {
      return "without a reason";
    }
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  private static String field(JsonNode error) {
    String message = error.path("message").asText("");
    if (!message.isEmpty()) {
      return message;
    }
    String field = error.path("field").asText("");
    String code = error.path("code").asText("").replace('_', ' ');
    String value = error.path("value").asText("");
    return (field + " " + code + (value.isEmpty() ? "" : " `" + value + "`")).strip();
  }
}
