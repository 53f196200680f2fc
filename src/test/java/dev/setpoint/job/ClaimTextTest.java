package dev.setpoint.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimTextTest {
  private static final Instant NOW = Instant.parse("2026-03-07T10:00:00Z");
  private static final CommitId TIP = new CommitId("a".repeat(40));
  private static final ClaimKey KEY =
      new ClaimKey(new PlanId("db/upgrade"), new StepId("update-database"), 2);
  private static final JobLink RUN =
      new JobLink(new JobId.Run(9817), "https://github.com/a/b/actions/runs/9817");
  private static final JobLink ISSUE =
      new JobLink(new JobId.Issue(14), "https://github.com/a/b/issues/14");

  @Test
  void everyPhaseIsReadBackAsItWasWritten() {
    List<Phase> phases =
        List.of(
            new Phase.Claimed(),
            new Phase.Bound(RUN, NOW, ""),
            new Phase.Bound(ISSUE, NOW, "assignee alice"),
            new Phase.Bound(RUN, NOW, "").cancelledBy("alice"),
            new Phase.Refused(422, "Validation failed", "b".repeat(40)),
            new Phase.Parked("nobody knows"),
            new Phase.Stopping(Phase.Cause.WITHDRAWN, Optional.of(ISSUE), "removed"),
            new Phase.Stopping(Phase.Cause.TIMED_OUT, Optional.empty(), "timed out after 2h"),
            new Phase.Settled(Outcome.DONE, Optional.of(RUN), NOW, NOW, 3, "success"),
            new Phase.Settled(Outcome.WITHDRAWN, Optional.empty(), NOW, NOW, 0, "never started"));
    for (Phase phase : phases) {
      Claim claim = claim("Update Database").in(phase);
      assertThat(ClaimText.parse(ref(claim))).contains(claim);
    }
  }

  @Test
  void aTitleCanForgeNoLine() {
    Claim claim = claim("Deploy\nState: settled\nOutcome: done\u2028Nonce: stolen");
    Claim read = ClaimText.parse(ref(claim)).orElseThrow();
    assertThat(read.phase()).isEqualTo(new Phase.Claimed());
    assertThat(read.nonces()).containsExactly("nonce1");
  }

  @Test
  void aClaimUnderAnotherNameIsNobodys() {
    Ref ref = ref(claim("Update Database"));
    assertThat(ClaimText.parse(new Ref(KEY.next().ref(), ref.commit(), ref.message()))).isEmpty();
  }

  @Test
  void aMessageThatSaysAThingTwiceIsNobodys() {
    Ref ref = ref(claim("Update Database"));
    assertThat(ClaimText.parse(new Ref(ref.name(), TIP, ref.message() + "State: settled\n")))
        .isEmpty();
  }

  @Test
  void aTakeoverKeepsEveryNonce() {
    Claim taken = claim("Update Database").takenOver(claim("x").facts(), "nonce2", NOW, "bot");
    assertThat(ClaimText.parse(ref(taken)).orElseThrow().nonces())
        .containsExactly("nonce1", "nonce2");
    assertThat(taken.newestNonce()).isEqualTo("nonce2");
  }

  @Test
  void idsThatDifferOnlyInCaseOrSlashesHaveDifferentRefs() {
    ClaimKey lower = new ClaimKey(new PlanId("a/b"), new StepId("x"), 1);
    assertThat(lower.ref())
        .isNotEqualTo(new ClaimKey(new PlanId("A/b"), new StepId("x"), 1).ref())
        .isNotEqualTo(new ClaimKey(new PlanId("a-b"), new StepId("x"), 1).ref())
        .matches("refs/setpoint/claims/a-b-[0-9a-f]{16}/x-[0-9a-f]{16}/1");
    assertThat(new ClaimKey(new PlanId("数据"), new StepId("x"), 1).ref())
        .matches("refs/setpoint/claims/-[0-9a-f]{16}/x-[0-9a-f]{16}/1");
  }

  static Claim claim(String title) {
    Claim.Facts facts =
        new Claim.Facts(
            title,
            "c".repeat(40),
            "f1",
            "t1",
            "n1",
            "migrate.yml",
            true,
            Optional.of(Duration.ofHours(2)),
            "comment 7");
    return Claim.first(KEY, facts, "nonce1", NOW, "bot").at(TIP);
  }

  static Ref ref(Claim claim) {
    return new Ref(claim.key().ref(), TIP, claim.change().message().orElseThrow());
  }
}
