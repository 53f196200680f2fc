package dev.setpoint.job;

import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepId;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The final attempts of one plan's steps, folded out of their claims so that refs and the fetch
 * stay small.
 *
 * @param commit what its ref points at; empty for a receipt not yet pushed
 * @param attempts settled claims without a ref of their own, at most one a step: the newest
 */
public record Receipt(PlanId plan, Optional<CommitId> commit, List<Claim> attempts) {
  /** Where all receipts live. */
  public static final String RECEIPTS = "refs/setpoint/receipts/";

  private static final String WHY = "why=";
  private static final String NONE = "-";

  public static String ref(PlanId plan) {
    return RECEIPTS + ClaimKey.component(plan.value());
  }

  public static Receipt empty(PlanId plan) {
    return new Receipt(plan, Optional.empty(), List.of());
  }

  /** This receipt with more settled attempts in it; of two attempts of a step the newer stays. */
  public Receipt with(List<Claim> more) {
    TreeMap<StepId, Claim> newest = new TreeMap<>();
    List<Claim> all = new ArrayList<>(attempts);
    all.addAll(more);
    for (Claim claim : all) {
      newest.merge(
          claim.key().step(), claim, (a, b) -> a.key().attempt() >= b.key().attempt() ? a : b);
    }
    return new Receipt(plan, commit, List.copyOf(newest.values()));
  }

  /** The push that writes this receipt over the one it was read from. */
  public RefChange change() {
    Trailers t = new Trailers().add("Plan", plan.value());
    attempts.forEach(c -> t.add("Folded", line(c)));
    return new RefChange(ref(plan), commit, Optional.of(t.format("Receipt of " + plan)));
  }

  /** Reads a receipt back; empty when the ref is not one that Setpoint wrote under this name. */
  public static Optional<Receipt> parse(Ref ref) {
    try {
      Trailers t = Trailers.parse(ref.message());
      PlanId plan = new PlanId(t.must("Plan"));
      if (!ref(plan).equals(ref.name())) {
        return Optional.empty();
      }
      List<Claim> attempts = t.all("Folded").stream().map(line -> claim(plan, line)).toList();
      return Optional.of(new Receipt(plan, Optional.of(ref.commit()), attempts));
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  // step attempt outcome ended fields text needs job url title…; a job's own blank is written as
  // '_'. Why a step was skipped goes on being shown: it stands before the title, URL-encoded.
  private static String line(Claim claim) {
    Phase.Settled end = (Phase.Settled) claim.phase();
    return String.join(
        " ",
        claim.key().step().value(),
        Integer.toString(claim.key().attempt()),
        end.outcome().word(),
        end.at().toString(),
        claim.facts().fields(),
        claim.facts().text(),
        claim.facts().needs(),
        end.job().map(j -> j.id().toString().replace(' ', '_')).orElse(NONE),
        end.job().map(JobLink::url).orElse(NONE),
        (end.outcome() == Outcome.SKIPPED ? WHY + encoded(end.words()) + " " : "")
            + claim.facts().title());
  }

  private static String encoded(String words) {
    return URLEncoder.encode(words, StandardCharsets.UTF_8);
  }

  private static Claim claim(PlanId plan, String line) {
    String[] p = line.split(" ", 10);
    ClaimKey key = new ClaimKey(plan, new StepId(p[0]), Integer.parseInt(p[1]));
    Instant at = Instant.parse(p[3]);
    Optional<JobLink> job =
        p[7].equals(NONE)
            ? Optional.empty()
            : Optional.of(new JobLink(ClaimText.jobId(p[7].replace('_', ' ')), p[8]));
    Outcome outcome = Outcome.valueOf(p[2].toUpperCase(Locale.ROOT));
    String[] rest = p[9].split(" ", 2);
    boolean told = outcome == Outcome.SKIPPED && rest.length == 2 && rest[0].startsWith(WHY);
    String words =
        told
            ? URLDecoder.decode(rest[0].substring(WHY.length()), StandardCharsets.UTF_8)
            : outcome.word();
    return new Claim(
        key,
        Optional.empty(),
        new Claim.Facts(
            told ? rest[1] : p[9], "", p[4], p[5], p[6], "", false, Optional.empty(), ""),
        List.of(),
        at,
        "",
        new Phase.Settled(outcome, job, at, at, 0, words));
  }
}
