package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Jobs;
import dev.setpoint.job.Run;
import dev.setpoint.job.Sighting;
import dev.setpoint.plan.Step;
import dev.setpoint.read.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What people have asked for with slash commands in the issues of one plan's steps. */
final class Orders {
  private static final Pattern RUN_URL =
      Pattern.compile("/actions/runs/([0-9]{1,18})(?:$|[/?#\\s])");

  private final Snapshot seen;
  private final Memory.OfPlan memory;

  /** Of one plan. */
  Orders(Snapshot seen, Memory.OfPlan memory) {
    this.seen = seen;
    this.memory = memory;
  }

  /** The oldest {@code /retry} about the step's newest attempt that no claim has answered yet. */
  Optional<Jobs.Order> retry(Step step, Standing standing) {
    if (seen.jobs().orders().isEmpty()) {
      return Optional.empty();
    }
    Instant from =
        standing instanceof Standing.Ended ended ? ended.end().at() : standing.claim().at();
    List<String> handled = memory.attempts(step.id()).stream().map(c -> c.facts().cause()).toList();
    return orders(step, standing, "retry")
        .filter(o -> !o.at().isBefore(from) && !handled.contains(o.cause()))
        .findFirst();
  }

  /**
   * The run that a person named with {@code /started} for a parked attempt, if it is one of that
   * workflow.
   */
  Optional<Command.Bind> started(Step step, Standing standing) {
    Claim claim = standing.claim();
    return orders(step, standing, "started")
        // An answer to an earlier attempt's question names that attempt's run.
        .filter(o -> !o.at().isBefore(claim.at()))
        .flatMap(o -> bind(claim, o).stream())
        .findFirst();
  }

  private Optional<Command.Bind> bind(Claim claim, Jobs.Order order) {
    return runId(order.argument())
        .map(id -> seen.jobs().runs().get(id))
        .flatMap(Sighting::seen)
        .filter(r -> Bindings.isDispatchOf(r, claim.facts().workflow()))
        .filter(r -> isFree(r, claim.key()))
        .map(
            r ->
                new Command.Bind(
                    claim,
                    new JobLink(r.job(), r.url()),
                    "named with /started",
                    Optional.of(order)));
  }

  private boolean isFree(Run run, ClaimKey key) {
    return new Bindings(seen).otherOwner(run.job(), key.plan(), key.step()).isEmpty();
  }

  /** The run id in a run's web address. */
  private static Optional<Long> runId(String url) {
    Matcher m = RUN_URL.matcher(url);
    return m.find() ? Optional.of(Long.valueOf(m.group(1))) : Optional.empty();
  }

  private Stream<Jobs.Order> orders(Step step, Standing standing, String word) {
    List<Integer> issues =
        Stream.concat(memory.questions(step.id()).stream(), Stream.of(standing.claim()))
            .flatMap(c -> c.phase().knownJob().stream())
            .flatMap(j -> j.id() instanceof JobId.Issue(int n) ? Stream.of(n) : Stream.empty())
            .toList();
    return seen.jobs().orders().stream()
        .filter(o -> o.word().equals(word) && issues.contains(o.issue()));
  }
}
