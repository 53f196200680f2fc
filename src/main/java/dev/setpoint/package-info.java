/** Setpoint: drives plans written in Markdown to completion, one pass at a time. */
@NullMarked
package dev.setpoint;

import org.jspecify.annotations.NullMarked;
