/** JSON as trees, read and written by jackson-core alone. */
@NullMarked
package dev.setpoint.edge.json;

import org.jspecify.annotations.NullMarked;
