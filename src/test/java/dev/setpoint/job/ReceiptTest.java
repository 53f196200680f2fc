package dev.setpoint.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceiptTest {
  private static final Instant NOW = Instant.parse("2026-03-07T10:00:00Z");
  private static final JobLink RUN =
      new JobLink(new JobId.Run(9817), "https://github.com/a/b/actions/runs/9817");

  @Test
  void whatIsFoldedIsRememberedAndFinal() {
    Claim done = settled("Update Database", Outcome.DONE, Optional.of(RUN));
    Ledger ledger = Ledger.of(List.of(receiptRef(done)));
    Claim read = ledger.latest(done.key().plan(), done.key().step()).orElseThrow();
    assertThat(read.isFolded()).isTrue();
    assertThat(read.phase())
        .isInstanceOfSatisfying(Phase.Settled.class, s -> assertThat(s.job()).contains(RUN));
    assertThat(read.remembered()).isEqualTo(done.remembered());
  }

  @Test
  void whyAStepWasSkippedIsStillSaidWhenItIsFolded() {
    Phase.Settled end =
        new Phase.Settled(
            Outcome.SKIPPED, Optional.empty(), NOW, NOW, 0, "`vars.env == 'a b'` is false, 100 %");
    Claim skipped = ClaimTextTest.claim("Load test").in(end);
    Claim read = Receipt.parse(receiptRef(skipped)).orElseThrow().attempts().getFirst();
    assertThat(read.facts().title()).isEqualTo("Load test");
    assertThat(read.phase())
        .isInstanceOfSatisfying(
            Phase.Settled.class, s -> assertThat(s.words()).isEqualTo(end.words()));
  }

  @Test
  void ofTwoAttemptsOfAStepTheNewerStays() {
    Claim first = settled("Deploy", Outcome.FAILED, Optional.of(RUN));
    Claim second =
        new Claim(
            first.key().next(),
            first.commit(),
            first.facts(),
            first.nonces(),
            NOW,
            "bot",
            first.phase());
    Receipt receipt = Receipt.empty(first.key().plan()).with(List.of(second, first));
    assertThat(receipt.attempts()).extracting(c -> c.key().attempt()).containsExactly(3);
  }

  @Test
  void whatIsFoldedIsFinalEvenBesideItsClaim() {
    Claim done = settled("Deploy", Outcome.DONE, Optional.empty());
    Ledger ledger = Ledger.of(List.of(receiptRef(done), ClaimTextTest.ref(done)));
    assertThat(ledger.attempts().values()).hasSize(1).first().matches(Claim::isFolded);
  }

  @Test
  void aClaimThatComesBackAfterALaterAttemptWasFoldedIsLate() {
    Claim back = ClaimTextTest.claim("Deploy");
    ClaimKey later = back.key().next();
    Claim second =
        new Claim(
            later,
            back.commit(),
            back.facts(),
            back.nonces(),
            NOW,
            "bot",
            new Phase.Settled(Outcome.DONE, Optional.empty(), NOW, NOW, 1, "success"));
    Ledger ledger = Ledger.of(List.of(receiptRef(second), ClaimTextTest.ref(back)));
    assertThat(ledger.attempts()).containsOnlyKeys(later);
    assertThat(ledger.late()).extracting(Claim::key).containsExactly(back.key());
  }

  @Test
  void refsThatSetpointDidNotWriteAreNeverBelieved() {
    CommitId tip = new CommitId("b".repeat(40));
    List<Ref> odd =
        List.of(
            new Ref("refs/setpoint/claims/x/y/1", tip, "hello"),
            new Ref("refs/setpoint/receipts/x", tip, "Receipt\n\nPlan: x\nFolded: broken\n"),
            new Ref("refs/setpoint/started/x/y/1", tip, "Started\n\nRun: 12x\n"),
            new Ref("refs/setpoint/whatever", tip, ""));
    Ledger ledger = Ledger.of(odd);
    assertThat(ledger.attempts()).isEmpty();
    assertThat(ledger.started()).isEmpty();
    assertThat(ledger.odd()).isEqualTo(odd);
  }

  private static Claim settled(String title, Outcome outcome, Optional<JobLink> job) {
    return ClaimTextTest.claim(title).in(new Phase.Settled(outcome, job, NOW, NOW, 1, "success"));
  }

  private static Ref receiptRef(Claim claim) {
    Receipt receipt = Receipt.empty(claim.key().plan()).with(List.of(claim));
    return new Ref(
        Receipt.ref(claim.key().plan()),
        new CommitId("d".repeat(40)),
        receipt.change().message().orElseThrow());
  }
}
