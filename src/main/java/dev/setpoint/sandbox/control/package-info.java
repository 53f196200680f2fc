/**
 * The control operations under /_sandbox/: what people, time and bad luck do to the pretended
 * GitHub.
 */
@NullMarked
package dev.setpoint.sandbox.control;

import org.jspecify.annotations.NullMarked;
