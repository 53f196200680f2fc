/**
 * A plan's past, derived from the versions of its file and from claims where they are at hand.
 * Pure: contents come through a port.
 */
@NullMarked
package dev.setpoint.history;

import org.jspecify.annotations.NullMarked;
