package dev.setpoint.plan;

import java.util.Optional;

/**
 * Something in a file that does not do what its author may think; {@code check} shows it, and it
 * holds nothing back.
 *
 * @param file the file it stands in
 * @param line from 1
 * @param column from 1, in characters
 * @param message what is noteworthy, without a final stop
 * @param hint what to do about it; empty where there is nothing to add
 */
public record Notice(PlanPath file, int line, int column, String message, Optional<String> hint) {}
