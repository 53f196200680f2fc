package dev.setpoint.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.diff.Command;
import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.job.Phase;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** That a job is to end is recorded before it is touched. */
class StopTest {
  private static final JobId ISSUE = new JobId.Issue(7);
  private static final JobId RUN = new JobId.Run(9);
  private final Wire wire = new Wire();

  @Test
  void whyAJobEndsIsRecordedBeforeItIsEnded() {
    stop(ISSUE, false);
    stop(RUN, false);

    assertThat(wire.said)
        .containsExactly(
            "push: move a", "comment on #7", "close #7", "push: move a", "cancel run 9");
  }

  @Test
  void aJobWhoseClaimSomebodyElseMovedIsNotTouched() {
    wire.lost = "a";

    assertThat(stop(ISSUE, false)).isEqualTo(Done.Result.LOST);
    assertThat(wire.said).containsExactly("push: move a");
  }

  @Test
  void aJobWhoseRecordMayNotHaveLandedIsNotTouched() {
    wire.back = Optional.of(Wire.Back.FAILURE);

    assertThat(stop(RUN, false)).isEqualTo(Done.Result.UNCLEAR);
    assertThat(wire.said).containsExactly("push: move a", "read a");
  }

  @Test
  void whatADeadPassRecordedIsOnlyLeftToBeDone() {
    stop(RUN, true);

    assertThat(wire.said).containsExactly("cancel run 9");
  }

  private Done.Result stop(JobId id, boolean recorded) {
    JobLink job = new JobLink(id, "");
    Claim.Facts facts = new Claim.Facts("T", "", "f", "t", "n", "", false, Optional.empty(), "");
    Claim claim =
        Claim.first(new ClaimKey(new PlanId("p"), new StepId("a"), 1), facts, "n", Wire.NOW, "bot")
            .in(new Phase.Bound(job, Wire.NOW, ""))
            .at(new CommitId("a".repeat(40)));
    Command stop =
        new Command.Stop(claim, job, Phase.Cause.WITHDRAWN, "the plan was cancelled", recorded);
    Tools tools = new Tools(wire, wire, () -> "", "bot", Budget.starting(() -> 0, Budget.LIMIT));
    return Execute.all(List.of(stop), tools).getFirst().result();
  }
}
