package dev.setpoint.sync;

import dev.setpoint.job.Claim;
import dev.setpoint.job.Ledger;
import dev.setpoint.job.Phase;
import dev.setpoint.job.RefChange;
import dev.setpoint.job.Started;
import dev.setpoint.plan.PlanId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Folds attempts that have long been settled into their plan's one receipt, so that refs and the
 * fetch stay small.
 */
final class Folding {
  /**
   * A day in which a person may still reopen or re-run what ended; after it the outcome is final.
   */
  static final Duration AGE = Duration.ofHours(24);

  private Folding() {}

  /**
   * The ref changes of folding: receipts written, claims and guards' notes deleted, also claims
   * that came back after they were folded. They belong in one atomic push.
   *
   * @param touched claims that the same push moves on; they are not folded this time
   */
  static List<RefChange> of(Ledger ledger, Instant now, Set<String> touched) {
    Map<PlanId, List<Claim>> ripe = new TreeMap<>();
    for (Claim claim : ledger.attempts().values()) {
      if (isRipe(claim, ledger, now) && !touched.contains(claim.key().ref())) {
        ripe.computeIfAbsent(claim.key().plan(), k -> new ArrayList<>()).add(claim);
      }
    }
    List<RefChange> changes = new ArrayList<>();
    ledger.late().forEach(claim -> changes.add(deletion(claim)));
    ripe.forEach(
        (plan, claims) -> {
          changes.add(ledger.receipt(plan).with(claims).change());
          for (Claim claim : claims) {
            changes.add(deletion(claim));
            Started started = ledger.started().get(claim.key().path());
            if (started != null) {
              changes.add(RefChange.delete(started.ref().name(), started.ref().commit()));
            }
          }
        });
    return changes;
  }

  private static RefChange deletion(Claim claim) {
    return RefChange.delete(claim.key().ref(), claim.commit().orElseThrow());
  }

  // What failed or was cancelled and is still its step's newest attempt may yet be taken up again:
  // it stays a claim.
  private static boolean isRipe(Claim claim, Ledger ledger, Instant now) {
    if (claim.isFolded()
        || !(claim.phase() instanceof Phase.Settled end)
        || now.isBefore(end.at().plus(AGE))
        // What came about long ago may have been noticed only now.
        || now.isBefore(claim.at().plus(AGE))) {
      return false;
    }
    boolean good =
        switch (end.outcome()) {
          case DONE, SKIPPED, WITHDRAWN -> true;
          case FAILED, CANCELLED -> false;
        };
    boolean superseded =
        ledger
            .latest(claim.key().plan(), claim.key().step())
            .filter(c -> !c.key().equals(claim.key()))
            .isPresent();
    return good || superseded || claim.key().step().isAsk();
  }
}
