package dev.setpoint.plan;

/**
 * How a step takes part in its plan, besides what it needs and how it is carried out.
 *
 * @param written the title as the text has it, its variables unresolved: what a claim remembers, so
 *     that a variable's new value renames nothing
 */
public record Terms(String written) {}
