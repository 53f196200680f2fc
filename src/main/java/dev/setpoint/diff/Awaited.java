package dev.setpoint.diff;

import dev.setpoint.job.Outcome;
import dev.setpoint.plan.StepStatus;
import java.time.Instant;
import java.util.Optional;

/** What a step that starts nothing has come to, once its turn has come. */
sealed interface Awaited {
  /**
   * It is over: its outcome is to be latched in a claim.
   *
   * @param at when it came about
   * @param notBefore by GitHub's clock, for what only time decides
   * @param words for people, for example {@code 2d have passed}
   */
  record Over(Outcome outcome, Instant at, Optional<Instant> notBefore, String words)
      implements Awaited {}

  /**
   * It is not.
   *
   * @param status as which it is shown
   * @param words what stands beside it, for people; copied text escaped
   * @param until when time alone ends it, if it does
   */
  record Pending(StepStatus status, String words, Optional<Instant> until) implements Awaited {
    Pending(StepStatus status, String words) {
      this(status, words, Optional.empty());
    }
  }
}
