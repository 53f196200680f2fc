/**
 * The desired state: plans as people wrote them, and the one block Setpoint writes in them. Pure.
 */
@NullMarked
package dev.setpoint.plan;

import org.jspecify.annotations.NullMarked;
