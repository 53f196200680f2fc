package dev.setpoint.job;

import java.util.Optional;

/**
 * An attempt whose job this very pass created, as git and GitHub themselves answered: as good as
 * read again a moment later.
 *
 * @param claim as recorded, with its commit
 * @param issue as created, where the job is one
 */
public record Opened(Claim claim, Optional<Issue> issue) {}
