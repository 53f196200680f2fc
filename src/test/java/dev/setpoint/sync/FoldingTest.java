package dev.setpoint.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.Ledger;
import dev.setpoint.job.Outcome;
import dev.setpoint.job.Phase;
import dev.setpoint.job.Receipt;
import dev.setpoint.job.Ref;
import dev.setpoint.job.RefChange;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoldingTest {
  private static final PlanId PLAN = new PlanId("upgrade");
  private static final Instant ENDED = Instant.parse("2026-03-07T10:00:00Z");
  private static final Instant DAY_AFTER = ENDED.plus(Folding.AGE);
  private static final CommitId TIP = new CommitId("b".repeat(40));
  private static final CommitId OLD = new CommitId("a".repeat(40));

  @Test
  void aDayAfterItSettledAnAttemptGoesIntoTheReceiptAndItsRefsGoInTheSamePush() {
    Claim done = settled("deploy", 1, Outcome.DONE);
    Ref note = new Ref(done.key().startedRef(), TIP, "Started\n\nRun: 7\n");
    Ledger ledger = Ledger.of(List.of(ref(done), note, receipt(settled("test", 1, Outcome.DONE))));

    assertThat(folded(ledger, DAY_AFTER.minusSeconds(1))).isEmpty();
    List<RefChange> changes = folded(ledger, DAY_AFTER);

    assertThat(changes.getFirst().name()).isEqualTo(Receipt.ref(PLAN));
    assertThat(changes.getFirst().expected()).as("by compare-and-set").contains(OLD);
    assertThat(changes.getFirst().message().orElseThrow())
        .as("merged")
        .contains("Folded: deploy 1 done", "Folded: test 1 done");
    assertThat(changes.subList(1, changes.size()))
        .containsExactly(
            RefChange.delete(done.key().ref(), TIP),
            RefChange.delete(done.key().startedRef(), TIP));
  }

  @Test
  void aClaimThatComesBackAfterItsAttemptWasFoldedIsLetGo() {
    Claim done = settled("deploy", 1, Outcome.DONE);
    Claim back = done.in(new Phase.Claimed());
    Ledger ledger = Ledger.of(List.of(ref(back), receipt(done)));

    assertThat(folded(ledger, ENDED)).containsExactly(RefChange.delete(back.key().ref(), TIP));
  }

  @Test
  void aClaimThatComesBackAfterALaterAttemptWasFoldedIsLetGo() {
    Claim back = settled("deploy", 1, Outcome.FAILED).in(new Phase.Claimed());
    Ledger ledger = Ledger.of(List.of(ref(back), receipt(settled("deploy", 2, Outcome.DONE))));

    assertThat(folded(ledger, ENDED)).containsExactly(RefChange.delete(back.key().ref(), TIP));
  }

  @Test
  void whatMayYetBeTakenUpAgainStaysAClaim() {
    Claim failed = settled("deploy", 1, Outcome.FAILED);
    Claim next = settled("deploy", 2, Outcome.DONE);
    Instant late = DAY_AFTER.plus(Duration.ofDays(300));

    assertThat(folded(Ledger.of(List.of(ref(failed))), late)).isEmpty();
    assertThat(folded(Ledger.of(List.of(ref(failed), ref(next))), late))
        .as("followed by another, it is over")
        .hasSize(3);
  }

  @Test
  void whatTheSamePushMovesOnIsNotFolded() {
    Claim done = settled("deploy", 1, Outcome.DONE);

    assertThat(Folding.of(Ledger.of(List.of(ref(done))), DAY_AFTER, Set.of(done.key().ref())))
        .isEmpty();
  }

  private static List<RefChange> folded(Ledger ledger, Instant now) {
    return new ArrayList<>(Folding.of(ledger, now, Set.of()));
  }

  private static Claim settled(String step, int attempt, Outcome outcome) {
    Claim.Facts facts = new Claim.Facts("T", "b", "f", "t", "n", "", false, Optional.empty(), "");
    ClaimKey key = new ClaimKey(PLAN, new StepId(step), attempt);
    return Claim.first(key, facts, "nonce1", ENDED, "bot")
        .in(new Phase.Settled(outcome, Optional.empty(), ENDED, ENDED, 0, "so"));
  }

  private static Ref ref(Claim claim) {
    return new Ref(claim.key().ref(), TIP, claim.change().message().orElseThrow());
  }

  private static Ref receipt(Claim folded) {
    String message = Receipt.empty(PLAN).with(List.of(folded)).change().message().orElseThrow();
    return new Ref(Receipt.ref(PLAN), OLD, message);
  }
}
