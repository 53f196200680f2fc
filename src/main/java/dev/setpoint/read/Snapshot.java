package dev.setpoint.read;

import dev.setpoint.job.Jobs;
import dev.setpoint.job.Ledger;
import dev.setpoint.job.Opened;
import dev.setpoint.plan.Happening;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Desired and actual state, taken once; all that deciding may look at.
 *
 * @param now by the API's clock where it was asked
 * @param clockTrusted whether {@code now} is the API's: a takeover requires it
 * @param plans every plan the globs match, in path order
 * @param workflows what the default branch offers, by file name
 * @param outside what was seen of what steps wait for outside their plans; only what it is the turn
 *     of was looked at
 * @param problems besides those that stand in the plans: of other files, and what GitHub refused
 * @param webUrl the repository's page, without a final slash
 * @param probing whether the plan branch is reported protected, where a plan without block and
 *     claims made it worth asking
 * @param agentToken whether there is a token that may assign agents
 */
public record Snapshot(
    Instant now,
    boolean clockTrusted,
    Tip tip,
    Settings settings,
    List<Plan> plans,
    Map<String, WorkflowFile> workflows,
    Ledger ledger,
    Jobs jobs,
    Map<Happening, Outside.Seen> outside,
    List<Problem> problems,
    String webUrl,
    boolean probing,
    boolean agentToken) {

  /** The same, at a time that the API told. */
  Snapshot at(Instant time) {
    return new Snapshot(
        time,
        true,
        tip,
        settings,
        plans,
        workflows,
        ledger,
        jobs,
        outside,
        problems,
        webUrl,
        probing,
        agentToken);
  }

  /**
   * The same with jobs that were created since.
   *
   * @param time the API's
   */
  Snapshot with(List<Opened> opened, Instant time) {
    return new Snapshot(
        time,
        true,
        tip,
        settings,
        plans,
        workflows,
        ledger.with(opened.stream().map(Opened::claim).toList()),
        jobs.with(opened.stream().flatMap(o -> o.issue().stream()).toList()),
        outside,
        problems,
        webUrl,
        probing,
        agentToken);
  }

  /** The same with the orders that were heard in an earlier look. */
  Snapshot hearing(List<Jobs.Order> orders) {
    return new Snapshot(
        now,
        clockTrusted,
        tip,
        settings,
        plans,
        workflows,
        ledger,
        jobs.hearing(orders),
        outside,
        problems,
        webUrl,
        probing,
        agentToken);
  }

  /** The same with what was seen outside the plans. */
  Snapshot with(List<Plan> others, Map<Happening, Outside.Seen> answers) {
    return new Snapshot(
        now,
        clockTrusted,
        tip,
        settings,
        others,
        workflows,
        ledger,
        jobs,
        answers,
        problems,
        webUrl,
        probing,
        agentToken);
  }
}
