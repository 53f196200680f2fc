/** Stage 5: what a pass did, for people and for programs. */
@NullMarked
package dev.setpoint.report;

import org.jspecify.annotations.NullMarked;
