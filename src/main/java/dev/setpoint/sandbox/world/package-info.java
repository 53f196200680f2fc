/**
 * What the pretended GitHub remembers: accounts, repositories, issues, runs, and what may be done
 * to them.
 */
@NullMarked
package dev.setpoint.sandbox.world;

import org.jspecify.annotations.NullMarked;
