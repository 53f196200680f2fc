package dev.setpoint.execute;

import dev.setpoint.job.CommitId;
import dev.setpoint.job.Ref;
import dev.setpoint.job.RefChange;
import java.util.List;
import java.util.Optional;

/**
 * A claim store that keeps nothing: every change is said to have landed, so that a dry pass goes
 * all the way.
 */
public final class DryClaims implements ClaimStore {
  private static final CommitId NOWHERE = new CommitId("0".repeat(40));

  @Override
  public List<Answer> push(List<RefChange> changes) {
    return changes.stream().map(c -> (Answer) new Answer.Done(NOWHERE)).toList();
  }

  @Override
  public Optional<Ref> read(String name) {
    return Optional.empty();
  }
}
