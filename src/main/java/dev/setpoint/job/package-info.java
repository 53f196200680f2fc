/**
 * The actual state: issues and runs that carry steps out, and the claims that remember them. Pure.
 */
@NullMarked
package dev.setpoint.job;

import org.jspecify.annotations.NullMarked;
