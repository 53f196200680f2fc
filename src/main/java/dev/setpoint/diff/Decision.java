package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one snapshot leads to: what execute is to do, what sync is to write. A value; nothing has
 * happened yet.
 *
 * @param commands in the order they are to be carried out
 * @param plans every plan with its statuses, in path order
 * @param outcomes claims in the phase that sync is to record for them
 * @param refusals wishes that cannot be fulfilled, in words
 * @param next the first moment after this one at which time alone may lead to something else; empty
 *     when only an event can
 */
public record Decision(
    List<Command> commands,
    List<PlanView> plans,
    List<Claim> outcomes,
    List<String> refusals,
    Optional<Instant> next) {}
