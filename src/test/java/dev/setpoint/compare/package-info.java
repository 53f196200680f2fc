/** Setpoint beside other engines: the same story, told by what really happened. */
@NullMarked
package dev.setpoint.compare;

import org.jspecify.annotations.NullMarked;
