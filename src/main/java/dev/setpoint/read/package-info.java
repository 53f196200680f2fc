/** Stage 1: one consistent look at plans, claims and jobs, through ports. */
@NullMarked
package dev.setpoint.read;

import org.jspecify.annotations.NullMarked;
