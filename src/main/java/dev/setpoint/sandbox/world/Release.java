package dev.setpoint.sandbox.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A release of a repository.
 *
 * @param draft seen by nobody who asks for its tag
 * @param publishedAt null while it is a draft
 */
public record Release(
    long id,
    String tag,
    String author,
    boolean draft,
    Instant createdAt,
    @Nullable Instant publishedAt) {}
