/** What a repository needs before plans can move in it, and what is missing there: pure. */
@NullMarked
package dev.setpoint.setup;

import org.jspecify.annotations.NullMarked;
