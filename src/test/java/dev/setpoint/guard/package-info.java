/** The guard of step workflows, run as the shell script that it is against the sandbox. */
@NullMarked
package dev.setpoint.guard;

import org.jspecify.annotations.NullMarked;
