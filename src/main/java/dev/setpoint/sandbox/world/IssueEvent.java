package dev.setpoint.sandbox.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an issue's history.
 *
 * @param kind GitHub's word: closed, reopened, labeled, unlabeled, assigned, unassigned, renamed …
 * @param reason the state reason of a closing
 * @param subject the label, the login, or the former title
 */
public record IssueEvent(
    long id,
    int issue,
    String kind,
    String actor,
    Instant at,
    @Nullable String reason,
    @Nullable String subject) {}
