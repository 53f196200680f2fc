/**
 * Stage 4: statuses into the plans and outcomes onto the claims, in one push. Never creates a job.
 */
@NullMarked
package dev.setpoint.sync;

import org.jspecify.annotations.NullMarked;
