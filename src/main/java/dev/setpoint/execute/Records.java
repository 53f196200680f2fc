package dev.setpoint.execute;

import dev.setpoint.diff.Command;
import dev.setpoint.job.Claim;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Phase;
import dev.setpoint.job.Ref;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Moves claims on by compare-and-set, and finds out what happened when the answer was lost. */
final class Records {
  private final ClaimStore claims;

  Records(ClaimStore claims) {
    this.claims = claims;
  }

  /** The claim in its next phase, when this pass knows that it is recorded so. */
  Optional<Claim> moved(Claim claim, Phase next) {
    Claim then = claim.in(next);
    ClaimStore.Answer answer = claims.push(List.of(then.change())).getFirst();
    return holds(claim, answer).map(then::at);
  }

  /** Records the claim's next phase. */
  Done move(Command command, Claim claim, Phase next, Optional<JobLink> job) {
    ClaimStore.Answer answer = claims.push(List.of(claim.in(next).change())).getFirst();
    if (holds(claim, answer).isPresent()) {
      return new Done(command, Done.Result.DONE, "recorded", job);
    }
    return Done.of(command, resultOf(answer), wordsOf(answer));
  }

  /**
   * The commit at which this pass now holds the claim; empty when it does not, or when nobody can
   * tell. A claim whose push had no answer is read back: the commit is unique, so finding it means
   * that the push landed.
   */
  Optional<CommitId> holds(Claim claim, ClaimStore.Answer answer) {
    return switch (answer) {
      case ClaimStore.Answer.Done done -> Optional.of(done.commit());
      case ClaimStore.Answer.Lost lost -> Optional.empty();
      case ClaimStore.Answer.Refused refused -> Optional.empty();
      case ClaimStore.Answer.Unclear unclear -> readBack(claim, unclear);
    };
  }

  private Optional<CommitId> readBack(Claim claim, ClaimStore.Answer.Unclear unclear) {
    try {
      return claims.read(claim.key().ref()).map(Ref::commit).filter(unclear.commit()::equals);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static Done.Result resultOf(ClaimStore.Answer answer) {
    return switch (answer) {
      case ClaimStore.Answer.Done d -> Done.Result.DONE;
      case ClaimStore.Answer.Lost l -> Done.Result.LOST;
      case ClaimStore.Answer.Unclear u -> Done.Result.UNCLEAR;
      case ClaimStore.Answer.Refused r -> Done.Result.UNCLEAR;
    };
  }

  static String wordsOf(ClaimStore.Answer answer) {
    return switch (answer) {
      case ClaimStore.Answer.Done d -> "recorded";
      case ClaimStore.Answer.Lost l -> "another pass has it: " + l.reason();
      case ClaimStore.Answer.Unclear u -> "no clear answer from git: " + u.reason();
      case ClaimStore.Answer.Refused r -> "git refused the claim: " + r.reason();
    };
  }
}
