/**
 * The demo: the sample plan, driven to done in a sandbox by real passes, with a crowd that does
 * what people do.
 */
@NullMarked
package dev.setpoint.demo;

import org.jspecify.annotations.NullMarked;
