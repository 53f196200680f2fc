package dev.setpoint.job;

/**
 * One of Setpoint's own refs with the commit it names.
 *
 * @param name full, {@code refs/setpoint/…}
 * @param commit what it points at
 * @param message that commit's message, at most 64 KiB of it
 */
public record Ref(String name, CommitId commit, String message) {}
