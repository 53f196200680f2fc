package dev.setpoint.job;

import dev.setpoint.plan.Remembered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The memory of one attempt: a chain of tiny commits behind a ref. Two passes can never both own
 * one, because every move is a compare-and-set on {@link #commit}.
 *
 * @param commit the tip of its chain; empty once it is folded into the plan's receipt, which makes
 *     it final
 * @param facts what the plan said when the attempt was claimed
 * @param nonces every nonce it ever had, the newest last; evidence with any of them is evidence of
 *     this attempt
 * @param at when it was claimed or last taken over, by the API's clock: the grace counts from here
 * @param by the login that claimed it
 */
public record Claim(
    ClaimKey key,
    Optional<CommitId> commit,
    Facts facts,
    List<String> nonces,
    Instant at,
    String by,
    Phase phase) {

  /**
   * What the plan said when the attempt was claimed.
   *
   * @param title the step's title
   * @param planBlob id of the plan file's content, 40 hex digits
   * @param fields {@link dev.setpoint.plan.Step#fields()}
   * @param text {@link dev.setpoint.plan.Step#text()}
   * @param needs {@link dev.setpoint.plan.Step#needsText()}
   * @param workflow the workflow file it dispatches, {@code migrate.yml}; empty for an issue
   * @param guarded whether that workflow carried Setpoint's guard then: a run of it that nobody
   *     knows of does no harm
   * @param timeout from the run's start, as it was when the attempt was claimed; empty for none
   * @param cause what asked for this attempt, for example {@code comment 123}; empty for the plan
   *     itself
   */
  public record Facts(
      String title,
      String planBlob,
      String fields,
      String text,
      String needs,
      String workflow,
      boolean guarded,
      Optional<Duration> timeout,
      String cause) {
    /** What asked for this attempt, in words; empty for the plan itself. */
    public Optional<String> asked() {
      return switch (cause) {
        case "" -> Optional.empty();
        case "retry" -> Optional.of("tried again, as its `retries:` allow");
        case "command line" -> Optional.of("asked for on the command line");
        default -> Optional.of("asked for by " + cause);
      };
    }
  }

  /** A claim about to be pushed for the first time. */
  public static Claim first(ClaimKey key, Facts facts, String nonce, Instant at, String by) {
    return new Claim(key, Optional.empty(), facts, List.of(nonce), at, by, new Phase.Claimed());
  }

  /** This claim taken over: a new nonce besides the old ones, and the grace starts again. */
  public Claim takenOver(Facts now, String nonce, Instant time, String who) {
    List<String> all = new ArrayList<>(nonces);
    all.add(nonce);
    return new Claim(key, commit, now, List.copyOf(all), time, who, new Phase.Claimed());
  }

  public Claim in(Phase next) {
    return new Claim(key, commit, facts, nonces, at, by, next);
  }

  public Claim at(CommitId tip) {
    return new Claim(key, Optional.of(tip), facts, nonces, at, by, phase);
  }

  public String newestNonce() {
    return nonces.getLast();
  }

  public boolean isFolded() {
    return commit.isEmpty();
  }

  /** The push that creates this claim, or moves it on from the commit it was read at. */
  public RefChange change() {
    return new RefChange(key.ref(), commit, Optional.of(ClaimText.format(this)));
  }

  public Remembered remembered() {
    return new Remembered(key.step(), facts.title(), facts.fields(), facts.text(), isUnsettled());
  }

  /**
   * Whether the step was still in the text when the last pass looked: neither an outcome, which is
   * written together with the block, nor a withdrawal is recorded.
   */
  private boolean isUnsettled() {
    return switch (phase) {
      case Phase.Claimed claimed -> true;
      case Phase.Bound bound -> true;
      case Phase.Parked parked -> true;
      case Phase.Stopping stopping -> stopping.cause() == Phase.Cause.TIMED_OUT;
      case Phase.Refused refused -> false;
      case Phase.Settled settled -> false;
    };
  }
}
