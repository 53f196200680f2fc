package dev.setpoint.job;

import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.Remembered;
import dev.setpoint.plan.StepId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that Setpoint remembers: claims and receipts, as one fetch brought them.
 *
 * @param attempts by key; what is folded stands here as its receipt has it
 * @param receipts by plan
 * @param started what the guards of step workflows noted, by the key's path
 * @param late claims that a push made anew long after its time, when their attempt had been folded:
 *     nobody goes on with them
 * @param odd refs under {@code refs/setpoint/} that Setpoint did not write in this form; never
 *     believed, never deleted
 */
public record Ledger(
    NavigableMap<ClaimKey, Claim> attempts,
    Map<PlanId, Receipt> receipts,
    Map<String, Started> started,
    List<Claim> late,
    List<Ref> odd) {

  /** Sorts out the refs under {@code refs/setpoint/}. */
  public static Ledger of(List<Ref> refs) {
    NavigableMap<ClaimKey, Claim> attempts = new TreeMap<>();
    Map<PlanId, Receipt> receipts = new TreeMap<>();
    Map<String, Started> started = new TreeMap<>();
    List<Ref> odd = new ArrayList<>();
    for (Ref ref : refs) {
      Optional<Claim> claim = ClaimText.parse(ref);
      Optional<Receipt> receipt = Receipt.parse(ref);
      Optional<Started> run = Started.parse(ref);
      claim.ifPresent(c -> attempts.put(c.key(), c));
      receipt.ifPresent(r -> receipts.put(r.plan(), r));
      run.ifPresent(s -> started.put(ref.name().substring(ClaimKey.STARTED.length()), s));
      if (claim.isEmpty() && receipt.isEmpty() && run.isEmpty()) {
        odd.add(ref);
      }
    }
    List<Claim> late = new ArrayList<>();
    for (Receipt receipt : receipts.values()) {
      for (Claim folded : receipt.attempts()) {
        ClaimKey first = new ClaimKey(folded.key().plan(), folded.key().step(), 0);
        attempts.subMap(first, true, folded.key(), true).values().stream()
            .filter(claim -> isLate(claim, folded))
            .forEach(late::add);
        attempts.put(folded.key(), folded);
      }
    }
    late.forEach(claim -> attempts.remove(claim.key(), claim));
    return new Ledger(attempts, receipts, started, List.copyOf(late), List.copyOf(odd));
  }

  // What is folded is final, and only what ended was followed by a later attempt.
  private static boolean isLate(Claim claim, Claim folded) {
    return claim.key().equals(folded.key()) || claim.phase() instanceof Phase.Claimed;
  }

  /** The same with these claims as they are recorded now. */
  public Ledger with(List<Claim> newer) {
    NavigableMap<ClaimKey, Claim> all = new TreeMap<>(attempts);
    newer.forEach(c -> all.put(c.key(), c));
    return new Ledger(all, receipts, started, late, odd);
  }

  /** The newest attempt of a step. */
  public Optional<Claim> latest(PlanId plan, StepId step) {
    Map.Entry<ClaimKey, Claim> last =
        attempts.floorEntry(new ClaimKey(plan, step, Integer.MAX_VALUE));
    return last != null && last.getKey().isOf(plan, step)
        ? Optional.of(last.getValue())
        : Optional.empty();
  }

  /** Every attempt of a step that is known, in no particular order. */
  public Stream<Claim> of(PlanId plan, StepId step) {
    return attempts
        .subMap(
            new ClaimKey(plan, step, 0), true, new ClaimKey(plan, step, Integer.MAX_VALUE), true)
        .values()
        .stream();
  }

  /** Every attempt of a plan, questions included. */
  public List<Claim> of(PlanId plan) {
    ClaimKey first = new ClaimKey(plan, new StepId(""), 0);
    ClaimKey last = new ClaimKey(plan, new StepId("\uffff"), Integer.MAX_VALUE);
    return List.copyOf(attempts.subMap(first, true, last, true).values());
  }

  /**
   * Whether the guard noted that this key was taken by another run than the recorded one: only that
   * run is evidence.
   */
  public boolean tookAnotherRun(Claim claim) {
    return !started.isEmpty()
        && !claim.isFolded()
        && startedBy(claim.key())
            .map(taken -> new JobId.Run(taken.run()))
            .filter(run -> claim.phase().knownJob().filter(j -> !j.id().equals(run)).isPresent())
            .isPresent();
  }

  /** Whether a run of the attempt came to life although GitHub refused to create another one. */
  public boolean startedAfterRefusal(Claim claim) {
    return claim.phase() instanceof Phase.Refused && startedBy(claim.key()).isPresent();
  }

  /** The run whose guard took the key while the attempt was being withdrawn as never started. */
  public Optional<JobId.Run> startedAfterWithdrawal(Claim claim) {
    boolean withdrawn =
        claim.phase() instanceof Phase.Settled end
            && end.outcome() == Outcome.WITHDRAWN
            && end.job().isEmpty()
            && !claim.isFolded();
    return withdrawn
        ? startedBy(claim.key()).map(taken -> new JobId.Run(taken.run()))
        : Optional.empty();
  }

  /** What the guard noted under this key; most repositories have no such notes at all. */
  public Optional<Started> startedBy(ClaimKey key) {
    return started.isEmpty() ? Optional.empty() : Optional.ofNullable(started.get(key.path()));
  }

  /** What is remembered of a plan's steps (questions left out), the newest attempt of each. */
  public List<Remembered> remembered(PlanId plan) {
    Map<StepId, Remembered> newest = new TreeMap<>();
    for (Claim claim : of(plan)) {
      if (!claim.key().step().isAsk()) {
        newest.put(claim.key().step(), claim.remembered());
      }
    }
    return List.copyOf(newest.values());
  }

  public Receipt receipt(PlanId plan) {
    return receipts.getOrDefault(plan, Receipt.empty(plan));
  }
}
