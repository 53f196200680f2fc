package dev.setpoint.sandbox.world;

import java.time.Instant;

/** A comment on an issue or pull request. */
public record Comment(
    long id, int issue, String author, String body, Instant createdAt, Instant updatedAt) {

  Comment saying(String other, Instant now) {
    return new Comment(id, issue, author, other, createdAt, now);
  }
}
