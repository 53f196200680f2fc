package dev.setpoint.sandbox.world;

import java.time.Instant;

/** A small picture under a comment: {@code content} is GitHub's word for it. */
public record Reaction(long id, long comment, String author, String content, Instant createdAt) {}
