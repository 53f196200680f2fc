package dev.setpoint.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An issue as GitHub showed it. Everything in it may have been written by strangers.
 *
 * @param number its number in the repository
 * @param author login, {@code github-actions[bot]} style for bots; empty when GitHub shows none
 * @param body verbatim, empty string when null
 * @param state see {@link State}
 * @param reopened GitHub's {@code state_reason} is {@code reopened}
 * @param assignees logins
 * @param closedBy login of who closed it, where shown (only reads by id show it)
 * @param url the page a person opens
 */
public record Issue(
    int number,
    String title,
    String body,
    String author,
    State state,
    boolean reopened,
    List<String> assignees,
    int comments,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> closedAt,
    Optional<String> closedBy,
    String url) {

  /** Open, or the reason it was closed with. */
  public enum State {
    OPEN,
    COMPLETED,
    NOT_PLANNED,
    DUPLICATE,
    /** Closed with a reason this version does not know: never taken for done. */
    UNKNOWN
  }

  public JobId.Issue id() {
    return new JobId.Issue(number);
  }
}
