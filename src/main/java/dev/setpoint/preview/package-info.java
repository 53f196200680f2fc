/** What merging a pull request would do, said before it is done. Pure, but for one port. */
@NullMarked
package dev.setpoint.preview;

import org.jspecify.annotations.NullMarked;
