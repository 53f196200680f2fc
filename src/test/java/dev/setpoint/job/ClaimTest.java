package dev.setpoint.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimTest {
  private static final Instant THEN = Instant.parse("2026-03-01T00:00:00Z");

  private static boolean unsettled(Phase phase) {
    Claim.Facts facts = new Claim.Facts("A", "", "f", "t", "n", "", false, Optional.empty(), "");
    ClaimKey key = new ClaimKey(new PlanId("p"), new StepId("a"), 1);
    return new Claim(key, Optional.empty(), facts, List.of("n"), THEN, "bot", phase)
        .remembered()
        .unsettled();
  }

  @Test
  void aStepIsUnsettledUntilAnOutcomeOrAWithdrawalIsRecorded() {
    assertThat(unsettled(new Phase.Claimed())).isTrue();
    assertThat(unsettled(new Phase.Parked("why"))).isTrue();
    assertThat(unsettled(new Phase.Stopping(Phase.Cause.TIMED_OUT, Optional.empty(), "why")))
        .isTrue();
    assertThat(unsettled(new Phase.Stopping(Phase.Cause.WITHDRAWN, Optional.empty(), "why")))
        .isFalse();
    assertThat(unsettled(new Phase.Refused(404, "why", ""))).isFalse();
  }
}
