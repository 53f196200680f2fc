package dev.setpoint.read;

import dev.setpoint.plan.PlanPath;

/**
 * A regular file of the tip's tree (mode 100644 or 100755, never a link).
 *
 * @param blob its object id, 40 hex digits
 * @param bytes its content; of a file above 1 MiB only the first 1 MiB + 1 byte, so that the size
 *     can be refused
 */
public record PlanFile(PlanPath path, String blob, byte[] bytes) {}
