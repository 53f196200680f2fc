/** The pages in a real browser. */
@NullMarked
package dev.setpoint.page;

import org.jspecify.annotations.NullMarked;
