package dev.setpoint.read;

import dev.setpoint.plan.Happening;
import java.util.Set;

/**
 * What the decision on a snapshot waits for and the snapshot does not hold.
 *
 * @param happenings outside the plans
 * @param moment whether anything turns on what time it is
 */
public record Awaits(Set<Happening> happenings, boolean moment) {}
