package dev.setpoint.edge.git;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/** What a server's answer for one ref means: done, somebody was faster, or never. */
enum Rejection {
  NONE,
  RACE,
  FORBIDDEN;

  // What git, JGit and GitHub say when another push was faster, or had the ref's lock.
  private static final List<String> RACES =
      List.of(
          "lock",
          "failed to update ref",
          "fetch first",
          "non-fast-forward",
          "non-fast forward",
          "stale",
          "already exists",
          "reference already",
          "but expected",
          "incorrect old value",
          "invalid old id",
          "atomic",
          "transaction",
          "is at ");

  static Rejection of(RemoteRefUpdate update) {
    return switch (update.getStatus()) {
      case OK, UP_TO_DATE -> NONE;
      case NON_EXISTING, REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> RACE;
      case REJECTED_NODELETE -> FORBIDDEN;
      case REJECTED_OTHER_REASON -> sounds(String.valueOf(update.getMessage()));
      case NOT_ATTEMPTED, AWAITING_REPORT ->
          throw new IllegalStateException("no status for " + update.getRemoteName());
    };
  }

  private static Rejection sounds(String message) {
    String said = message.toLowerCase(Locale.ROOT);
    if (said.contains("hook") || said.contains("protected") || said.contains("declined")) {
      return FORBIDDEN;
    }
    return RACES.stream().anyMatch(said::contains) ? RACE : FORBIDDEN;
  }

  /** The server's words for one refused update: its reason, and the error lines it printed. */
  static String words(RemoteRefUpdate update, PushResult result) {
    String printed =
        Arrays.stream(Optional.ofNullable(result.getMessages()).orElse("").split("\\R", -1))
            .map(line -> line.replaceFirst("^(remote: ?)?(error: ?)?", "").strip())
            .filter(line -> !line.isEmpty())
            .limit(8)
            .collect(Collectors.joining("; "));
    String reason = Optional.ofNullable(update.getMessage()).orElse("");
    String status = update.getStatus().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String words = reason.isEmpty() ? status : reason;
    return printed.isEmpty() ? words : words + " (" + printed + ")";
  }
}
