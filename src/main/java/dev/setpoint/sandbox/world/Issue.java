package dev.setpoint.sandbox.world;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An issue, or a pull request seen as one, at one moment. */
public record Issue(
    int number,
    long id,
    String author,
    Instant createdAt,
    Instant updatedAt,
    String title,
    @Nullable String body,
    List<String> labels,
    List<String> assignees,
    Standing standing,
    @Nullable Pull pull) {

  public boolean isOpen() {
    return standing instanceof Standing.Open;
  }

  /** Whether it is still in this repository. */
  public boolean isHere() {
    return switch (standing) {
      case Standing.Open o -> true;
      case Standing.Closed c -> true;
      case Standing.Deleted d -> false;
      case Standing.Transferred t -> false;
    };
  }

  /** GitHub's {@code state_reason}. */
  public @Nullable String stateReason() {
    return switch (standing) {
      case Standing.Open o -> o.reopened() ? "reopened" : null;
      case Standing.Closed c -> pull == null ? c.reason() : null;
      case Standing.Deleted d -> null;
      case Standing.Transferred t -> null;
    };
  }

  public Issue touched(Instant now) {
    return new Issue(
        number, id, author, createdAt, now, title, body, labels, assignees, standing, pull);
  }

  public Issue titled(String other) {
    return new Issue(
        number, id, author, createdAt, updatedAt, other, body, labels, assignees, standing, pull);
  }

  public Issue saying(@Nullable String other) {
    return new Issue(
        number, id, author, createdAt, updatedAt, title, other, labels, assignees, standing, pull);
  }

  public Issue labelled(List<String> other) {
    List<String> copy = List.copyOf(other);
    return new Issue(
        number, id, author, createdAt, updatedAt, title, body, copy, assignees, standing, pull);
  }

  public Issue assignedTo(List<String> other) {
    List<String> copy = List.copyOf(other);
    return new Issue(
        number, id, author, createdAt, updatedAt, title, body, labels, copy, standing, pull);
  }

  public Issue standing(Standing other) {
    return new Issue(
        number, id, author, createdAt, updatedAt, title, body, labels, assignees, other, pull);
  }

  public Issue pulling(Pull other) {
    return new Issue(
        number, id, author, createdAt, updatedAt, title, body, labels, assignees, standing, other);
  }
}
