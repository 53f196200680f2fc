/** Commands of the full program alone: they stay out of the jar that the Action runs. */
@NullMarked
package dev.setpoint.edge.cli.full;

import org.jspecify.annotations.NullMarked;
