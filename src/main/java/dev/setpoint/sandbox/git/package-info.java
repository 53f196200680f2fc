/** The sandbox's bare repositories and git's smart HTTP in front of them. */
@NullMarked
package dev.setpoint.sandbox.git;

import org.jspecify.annotations.NullMarked;
