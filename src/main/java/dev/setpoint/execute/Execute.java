package dev.setpoint.execute;

import dev.setpoint.diff.Command;
import dev.setpoint.job.Claim;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Jobs;
import dev.setpoint.job.Phase;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stage 3: carries commands out on GitHub. It never writes a plan; what it learns reaches sync as a
 * claim that git took and as GitHub's own answer to a creation, or by being observed again.
 */
public final class Execute {
  private final Hands hands;
  private final Records records;
  private final Starts starts;

  private Execute(Hands hands, Records records, Starts starts) {
    this.hands = hands;
    this.records = records;
    this.starts = starts;
  }

  /**
   * Carries the commands out in order, creations last; one answer for each. Never throws for
   * GitHub's or git's failures.
   */
  public static List<Done> all(List<Command> commands, Tools tools) {
    Records records = new Records(tools.claims());
    Execute execute = new Execute(tools.hands(), records, new Starts(tools, records));
    List<Done> done = new ArrayList<>();
    List<Command.Start> toStart = new ArrayList<>();
    for (Command command : commands) {
      if (command instanceof Command.Start start) {
        toStart.add(start);
      } else {
        done.add(execute.one(command));
      }
    }
    done.addAll(execute.starts.all(toStart));
    done.forEach(execute::acknowledge);
    return done;
  }

  private Done one(Command command) {
    try {
      return switch (command) {
        case Command.Bind bind -> bind(bind);
        case Command.Adopt adopt -> adopt(adopt);
        case Command.Park park ->
            records.move(park, park.claim(), new Phase.Parked(park.why()), Optional.empty());
        case Command.Stop stop -> stop(stop);
        case Command.Edit edit -> edit(edit);
        case Command.Close close -> close(close);
        case Command.Answer answer -> answer(answer);
        case Command.HandOver over -> new HandOvers(hands, records).one(over);
        case Command.Remind remind ->
            hands.commentUnlessTouched(remind.issue(), remind.unlessSince(), remind.words())
                ? Done.of(remind, Done.Result.DONE, "")
                : Done.of(remind, Done.Result.LOST, "something has happened there since");
        case Command.Settle settle -> settle(settle);
        case Command.Start start ->
            throw new IllegalStateException("started elsewhere: " + start.key());
      };
    } catch (IOException e) {
      return Done.of(command, Done.Result.UNCLEAR, String.valueOf(e.getMessage()));
    }
  }

  private Done bind(Command.Bind bind) throws IOException {
    Phase bound = new Phase.Bound(bind.job(), hands.now(), "");
    return records.move(bind, bind.claim(), bound, Optional.of(bind.job()));
  }

  // The machine's clock may be wrong, and an outcome is for ever: the API's clock has the last
  // word.
  private Done settle(Command.Settle settle) throws IOException {
    Instant now = hands.now();
    if (settle.notBefore().filter(now::isBefore).isPresent()) {
      return Done.of(settle, Done.Result.HELD, "by GitHub's clock it is not time yet");
    }
    Claim claim = starts.fresh(settle.key(), settle.facts(), now);
    Done done = records.move(settle, claim, settle.end(), Optional.empty());
    return done.result() == Done.Result.DONE
        ? Done.of(settle, done.result(), settle.words())
        : done;
  }

  private Done adopt(Command.Adopt adopt) throws IOException {
    Claim claim = starts.fresh(adopt.key(), adopt.facts(), hands.now());
    return records.move(
        adopt, claim, new Phase.Bound(adopt.job(), claim.at(), ""), Optional.of(adopt.job()));
  }

  // Recorded first: a crash in between leaves a claim that says what was meant.
  private Done stop(Command.Stop stop) throws IOException {
    if (!stop.recorded()) {
      Phase stopping = new Phase.Stopping(stop.cause(), Optional.of(stop.job()), stop.why());
      Done recorded = records.move(stop, stop.claim(), stopping, Optional.of(stop.job()));
      if (recorded.result() != Done.Result.DONE) {
        return recorded;
      }
    }
    switch (stop.job().id()) {
      case JobId.Issue(int number) -> {
        hands.comment(number, "Closed by Setpoint: " + stop.why() + ".");
        hands.closeIssue(number, dev.setpoint.job.Issue.State.NOT_PLANNED);
      }
      case JobId.Run(long id) -> hands.cancelRun(id);
    }
    return new Done(stop, Done.Result.DONE, stop.why(), Optional.of(stop.job()));
  }

  private Done edit(Command.Edit edit) throws IOException {
    if (edit.comment().isPresent()) {
      hands.comment(edit.issue(), edit.comment().get());
    }
    hands.editIssue(edit.issue(), edit.title(), edit.body());
    return touched(edit, edit.issue(), "follows the plan's text");
  }

  private Done close(Command.Close close) throws IOException {
    hands.comment(close.issue(), close.comment());
    hands.closeIssue(close.issue(), close.reason());
    return touched(close, close.issue(), close.comment());
  }

  // The words come last: they are what says that nothing is left to be done about the order.
  private Done answer(Command.Answer answer) throws IOException {
    Jobs.Order order = answer.order();
    if (answer.ends().isPresent() && !ended(answer.ends().get(), order.by())) {
      return Done.of(answer, Done.Result.LOST, "another pass has it, or git gave no clear answer");
    }
    Hands.Reaction yes = order.word().equals("why") ? Hands.Reaction.EYES : Hands.Reaction.ROCKET;
    react(order.comment(), answer.fulfilled() ? yes : Hands.Reaction.CONFUSED);
    hands.comment(order.issue(), order.answerLine() + "\n" + answer.words());
    return new Done(answer, Done.Result.DONE, answer.words(), Optional.empty());
  }

  // Recorded first: GitHub will name us for what somebody asked for.
  private boolean ended(Claim claim, String by) throws IOException {
    if (claim.phase() instanceof Phase.Bound bound
        && !bound.cancelledBy().equals(Optional.of(by))
        && records.moved(claim, bound.cancelledBy(by)).isEmpty()) {
      return false;
    }
    switch (claim.phase().knownJob().map(JobLink::id).orElse(null)) {
      case JobId.Issue(int number) ->
          hands.closeIssue(number, dev.setpoint.job.Issue.State.NOT_PLANNED);
      case JobId.Run(long id) -> hands.cancelRun(id);
      case null -> {}
    }
    return true;
  }

  /** An order that started or bound a job is answered by a reaction; the claim remembers it. */
  private void acknowledge(Done done) {
    if (done.result() == Done.Result.DONE) {
      switch (done.command()) {
        case Command.Start start ->
            Jobs.Order.commentIn(start.facts().cause())
                .ifPresent(c -> react(c, Hands.Reaction.ROCKET));
        case Command.Bind bind ->
            bind.order().ifPresent(o -> react(o.comment(), Hands.Reaction.ROCKET));
        default -> {}
      }
    }
  }

  // A courtesy: nothing depends on it, and GitHub may have deleted the comment meanwhile.
  private void react(long comment, Hands.Reaction reaction) {
    try {
      hands.react(comment, reaction);
    } catch (IOException e) {
      // Left out.
    }
  }

  private static Done touched(Command command, int issue, String words) {
    return new Done(
        command, Done.Result.DONE, words, Optional.of(new JobLink(new JobId.Issue(issue), "")));
  }
}
