package dev.setpoint.execute;

import dev.setpoint.diff.Command;
import dev.setpoint.job.Claim;
import dev.setpoint.job.Handed;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Phase;
import dev.setpoint.read.WorkflowFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gives issues to coding agents. To assign one twice does nothing; to start its workflow twice
 * costs money, so the claim says beforehand that nobody can tell, and afterwards what came of it.
 * The pass's time limit is for creations that another pass may take over after the grace; nobody
 * takes over these.
 */
final class HandOvers {
  private final Hands hands;
  private final Records records;

  HandOvers(Hands hands, Records records) {
    this.hands = hands;
    this.records = records;
  }

  Done one(Command.HandOver over) throws IOException {
    if (!(over.claim().phase() instanceof Phase.Bound bound)) {
      return Done.of(over, Done.Result.LOST, "it has no open job");
    }
    return over.run().isEmpty() ? assign(over, bound) : start(over, bound, over.run().get());
  }

  private Done assign(Command.HandOver over, Phase.Bound bound) throws IOException {
    String login = over.agent().login();
    Handed how =
        hands.assignAgent(over.issue(), login)
            ? new Handed(Handed.Result.TO, over.agent().name())
            : new Handed(
                Handed.Result.REFUSED, "it left @" + login + " out of those who are assigned");
    return record(over, over.claim(), bound.handed(how));
  }

  private Done start(Command.HandOver over, Phase.Bound bound, Command.Draft.RunDraft run) {
    Handed maybe = new Handed(Handed.Result.UNCLEAR, over.agent().name());
    Optional<Claim> held = records.moved(over.claim(), bound.handed(maybe));
    if (held.isEmpty()) {
      return Done.of(over, Done.Result.LOST, "another pass has it, or git gave no clear answer");
    }
    Map<String, String> inputs = new LinkedHashMap<>(run.inputs());
    inputs.put(WorkflowFile.KEY_INPUT, "agent of " + over.key());
    return switch (hands.dispatch(run.workflow(), run.ref(), inputs)) {
      case Hands.Created.Made m ->
          record(
              over,
              held.get(),
              bound.handed(
                  new Handed(
                      Handed.Result.TO, m.job().map(JobId::toString).orElse(over.agent().name()))));
      case Hands.Created.Refused r ->
          record(over, held.get(), bound.handed(new Handed(Handed.Result.REFUSED, r.reason())));
      // Nothing was done: the next pass tries again.
      case Hands.Created.Limited l -> {
        boolean again = records.moved(held.get(), bound).isPresent();
        yield Done.of(over, again ? Done.Result.HELD : Done.Result.UNCLEAR, "GitHub's rate limit");
      }
      case Hands.Created.Unclear u -> Done.of(over, Done.Result.UNCLEAR, u.reason());
    };
  }

  private Done record(Command.HandOver over, Claim claim, Phase.Bound next) {
    String words = next.handed().map(Handed::words).orElse("");
    boolean given = next.handed().filter(h -> h.result() == Handed.Result.TO).isPresent();
    Done.Result result =
        records.moved(claim, next).isEmpty()
            ? Done.Result.UNCLEAR
            : given ? Done.Result.DONE : Done.Result.REFUSED;
    return new Done(
        over, result, words, Optional.of(new JobLink(new JobId.Issue(over.issue()), "")));
  }
}
