package dev.setpoint.plan;

import java.util.Optional;

/**
 * Something in a file that only a person can mend.
 *
 * @param file the file it stands in
 * @param line from 1
 * @param column from 1, in characters
 * @param message what is wrong, without a final stop
 * @param hint what was probably meant; empty where nobody can guess
 */
public record Problem(PlanPath file, int line, int column, String message, Optional<String> hint) {}
