/**
 * The demo's story on Checkpoint/Replay: a real Temporal workflow in Temporal's own in-process test
 * server. Compiled and run with {@code -Pcompare} only.
 */
@NullMarked
package dev.setpoint.compare.temporal;

import org.jspecify.annotations.NullMarked;
