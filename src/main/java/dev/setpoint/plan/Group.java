package dev.setpoint.plan;

/**
 * Steps under a heading of their own, {@code ## Steps: <name>}.
 *
 * @param name as the heading has it, variables resolved
 * @param anchor the fragment GitHub gives the heading, without {@code #}
 * @param line of the heading, from 1
 * @param index of the heading in its line, from 0
 */
public record Group(String name, String anchor, int line, int index) {}
