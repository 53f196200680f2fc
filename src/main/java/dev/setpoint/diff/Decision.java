package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import java.util.List;

/**
 * What one snapshot leads to: what execute is to do, what sync is to write. A value; nothing has
 * happened yet.
 *
 * @param commands in the order they are to be carried out
 * @param plans every plan with its statuses, in path order
 * @param outcomes claims in the phase that sync is to record for them
 * @param refusals wishes that cannot be fulfilled, in words
 */
public record Decision(
    List<Command> commands, List<PlanView> plans, List<Claim> outcomes, List<String> refusals) {}
