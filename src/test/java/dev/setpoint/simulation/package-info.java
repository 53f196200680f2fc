/**
 * The real pass against a world that fails on purpose: many seeds, every event checked against the
 * protocol's invariants.
 */
@NullMarked
package dev.setpoint.simulation;

import org.jspecify.annotations.NullMarked;
