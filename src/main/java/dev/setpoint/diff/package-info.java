/** Stage 2: from what was seen to what must be done and said. Pure. */
@NullMarked
package dev.setpoint.diff;

import org.jspecify.annotations.NullMarked;
