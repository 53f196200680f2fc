package dev.setpoint.execute;

import dev.setpoint.job.CommitId;
import dev.setpoint.job.Ref;
import dev.setpoint.job.RefChange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The port through which execute writes claims: refs under {@code refs/setpoint/}, nothing else.
 */
public interface ClaimStore {
  /**
   * Pushes all changes in one push that is not atomic: a lost race of one does not abort the
   * others.
   *
   * @return one answer for each change, in order; never throws for a transport failure, which is
   *     {@link Answer.Unclear}
   */
  List<Answer> push(List<RefChange> changes);

  /** Reads one ref with a new request; empty when it does not exist. */
  Optional<Ref> read(String name) throws IOException;

  /** What became of one change. */
  sealed interface Answer {
    /** The ref now points at this commit (for a deletion: at the one it had). */
    record Done(CommitId commit) implements Answer {}

    /** The ref was not what was expected; nothing happened. */
    record Lost(String reason) implements Answer {}

    /**
     * No answer: the change may have happened.
     *
     * @param commit what was to be pushed, so that a read can tell
     */
    record Unclear(CommitId commit, String reason) implements Answer {}

    /** The remote refuses this for a reason another try will not mend (permission, rule). */
    record Refused(String reason) implements Answer {}
  }
}
