package dev.setpoint.job;

import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one place that writes and reads a claim's commit message. */
public final class ClaimText {
  private static final Pattern ISSUE = Pattern.compile("#[1-9][0-9]{0,8}");
  private static final Pattern RUN = Pattern.compile("run [1-9][0-9]{0,17}");

  private ClaimText() {}

  /** The message of the commit that records this claim as it stands. */
  public static String format(Claim claim) {
    ClaimKey key = claim.key();
    Trailers t =
        new Trailers()
            .add("Plan", key.plan().value())
            .add("Step", key.step().value())
            .add("Attempt", Integer.toString(key.attempt()))
            .add("Title", claim.facts().title())
            .add("At", claim.at().toString())
            .add("By", claim.by())
            .add("Plan-Blob", claim.facts().planBlob())
            .add("Fields", claim.facts().fields())
            .add("Text", claim.facts().text())
            .add("Needs", claim.facts().needs());
    if (!claim.facts().workflow().isEmpty()) {
      t.add("Workflow", claim.facts().workflow());
    }
    if (claim.facts().guarded()) {
      t.add("Guarded", "yes");
    }
    claim.facts().timeout().ifPresent(d -> t.add("Timeout", d.toString()));
    if (!claim.facts().cause().isEmpty()) {
      t.add("Cause", claim.facts().cause());
    }
    claim.nonces().forEach(n -> t.add("Nonce", n));
    String state = state(claim.phase(), t);
    return t.format(key + ": " + state);
  }

  private static String state(Phase phase, Trailers t) {
    switch (phase) {
      case Phase.Claimed c -> t.add("State", "claimed");
      case Phase.Bound b -> {
        t.add("State", "bound").add("Since", b.since().toString()).add("Note", b.note());
        b.handed().ifPresent(h -> t.add("Handed", h.text()));
        b.cancelledBy().ifPresent(who -> t.add("Cancelled-By", who));
        job(t, b.job());
      }
      case Phase.Refused r ->
          t.add("State", "refused")
              .add("Status", Integer.toString(r.status()))
              .add("Reason", r.reason())
              .add("Workflow-Blob", r.workflowBlob());
      case Phase.Parked p -> t.add("State", "parked").add("Reason", p.why());
      case Phase.Stopping s -> {
        t.add("State", "stopping")
            .add("Stopping", s.cause().name().toLowerCase(Locale.ROOT))
            .add("Reason", s.why());
        s.job().ifPresent(j -> job(t, j));
      }
      case Phase.Settled s -> {
        t.add("State", "settled")
            .add("Outcome", s.outcome().word())
            .add("Ended", s.at().toString())
            .add("Seen", s.seen().toString())
            .add("Run-Attempt", Integer.toString(s.runAttempt()))
            .add("Reason", s.words());
        s.job().ifPresent(j -> job(t, j));
      }
    }
    return t.must("State");
  }

  private static void job(Trailers t, JobLink job) {
    t.add("Job", job.id().toString()).add("Job-Url", job.url());
  }

  /** Reads a claim back; empty when the ref is not one that Setpoint wrote under this name. */
  public static Optional<Claim> parse(Ref ref) {
    try {
      Trailers t = Trailers.parse(ref.message());
      ClaimKey key =
          new ClaimKey(
              new PlanId(t.must("Plan")),
              new StepId(t.must("Step")),
              Integer.parseInt(t.must("Attempt")));
      if (!key.ref().equals(ref.name()) || key.attempt() < 1 || t.all("Nonce").isEmpty()) {
        return Optional.empty();
      }
      Claim.Facts facts =
          new Claim.Facts(
              t.must("Title"),
              t.must("Plan-Blob"),
              t.must("Fields"),
              t.must("Text"),
              t.must("Needs"),
              t.one("Workflow").orElse(""),
              t.one("Guarded").filter("yes"::equals).isPresent(),
              t.one("Timeout").map(Duration::parse),
              t.one("Cause").orElse(""));
      return Optional.of(
          new Claim(
              key,
              Optional.of(ref.commit()),
              facts,
              t.all("Nonce"),
              Instant.parse(t.must("At")),
              t.must("By"),
              phase(t)));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Phase phase(Trailers t) {
    String state = t.must("State");
    return switch (state) {
      case "claimed" -> new Phase.Claimed();
      case "bound" ->
          new Phase.Bound(
              job(t).orElseThrow(() -> new IllegalArgumentException("no job")),
              Instant.parse(t.must("Since")),
              t.one("Note").orElse(""),
              t.one("Handed").flatMap(Handed::parse),
              t.one("Cancelled-By"));
      case "refused" ->
          new Phase.Refused(
              Integer.parseInt(t.must("Status")),
              t.must("Reason"),
              t.one("Workflow-Blob").orElse(""));
      case "parked" -> new Phase.Parked(t.must("Reason"));
      case "stopping" ->
          new Phase.Stopping(
              Phase.Cause.valueOf(t.must("Stopping").toUpperCase(Locale.ROOT)),
              job(t),
              t.must("Reason"));
      case "settled" ->
          new Phase.Settled(
              Outcome.valueOf(t.must("Outcome").toUpperCase(Locale.ROOT)),
              job(t),
              Instant.parse(t.must("Ended")),
              Instant.parse(t.must("Seen")),
              Integer.parseInt(t.must("Run-Attempt")),
              t.must("Reason"));
      default -> throw new IllegalArgumentException("unknown state " + state);
    };
  }

  private static Optional<JobLink> job(Trailers t) {
    return t.one("Job").map(word -> new JobLink(jobId(word), t.must("Job-Url")));
  }

  /**
   * Reads {@code #14} or {@code run 9817}.
   *
   * @throws IllegalArgumentException when it is neither: whoever may push can write anything
   */
  static JobId jobId(String word) {
    if (ISSUE.matcher(word).matches()) {
      return new JobId.Issue(Integer.parseInt(word.substring(1)));
    }
    if (RUN.matcher(word).matches()) {
      return new JobId.Run(Long.parseLong(word.substring(4)));
    }
    throw new IllegalArgumentException("neither an issue nor a run: " + word);
  }
}
