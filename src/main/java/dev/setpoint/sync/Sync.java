package dev.setpoint.sync;

import dev.setpoint.diff.Decision;
import dev.setpoint.job.Claim;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.RefChange;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.read.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stage 4: writes what was observed, once: statuses into the plans and outcomes onto the claims, in
 * one atomic push.
 */
public final class Sync {
  /** Losing this often in a row means that somebody pushes all the time; the next pass goes on. */
  private static final int TRIES = 5;

  private Sync() {}

  /** Takes a new look at the world, and decides it anew, when somebody else's push came first. */
  @FunctionalInterface
  public interface Again {
    Observed observe() throws IOException;
  }

  /** A snapshot and what was decided from it. */
  public record Observed(Snapshot seen, Decision decision) {}

  /**
   * What sync did.
   *
   * @param commit empty when nothing differed
   * @param observed what was written down: the last look
   */
  public record Written(Optional<CommitId> commit, Observed observed) {}

  /**
   * Writes until it lands or nothing differs.
   *
   * @throws IOException when the remote fails, refuses, or five pushes in a row were overtaken
   */
  public static Written write(Observed first, PlanBranch branch, Again again, Pause pause)
      throws IOException {
    Observed observed = first;
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Snapshot seen = observed.seen();
      Map<PlanPath, byte[]> edits = Statuses.edits(seen, observed.decision().plans());
      List<RefChange> outcomes = outcomes(observed);
      if (edits.isEmpty() && outcomes.isEmpty()) {
        return new Written(Optional.empty(), observed);
      }
      String message =
          CommitMessage.of(observed.decision().plans(), edits.keySet(), because(observed));
      switch (branch.push(seen.tip().commit(), edits, message, outcomes)) {
        case PlanBranch.Pushed.Done done -> {
          return new Written(done.commit(), observed);
        }
        case PlanBranch.Pushed.Refused refused ->
            throw new IOException(
                "cannot write the plans' statuses: "
                    + refused.reason()
                    + waysOut(refused.reason()));
        case PlanBranch.Pushed.Raced raced -> {
          pause.before(attempt);
          observed = again.observe();
        }
      }
    }
    throw new IOException(
        "others pushed to "
            + first.seen().tip().branch()
            + " faster than Setpoint, "
            + TRIES
            + " times; the next pass goes on");
  }

  private static Because because(Observed observed) {
    return Because.of(observed.seen().ledger().attempts().values(), observed.decision().outcomes());
  }

  private static List<RefChange> outcomes(Observed observed) {
    List<RefChange> changes = new ArrayList<>();
    Set<String> touched = new HashSet<>();
    for (Claim claim : observed.decision().outcomes()) {
      changes.add(claim.change());
      touched.add(claim.key().ref());
    }
    // What is folded is final: a machine's clock may be wrong by days, GitHub's is not.
    if (observed.seen().clockTrusted()) {
      changes.addAll(Folding.of(observed.seen().ledger(), observed.seen().now(), touched));
    }
    return changes;
  }

  /** Waits a little, at random, before the next try; tests wait not at all. */
  @FunctionalInterface
  public interface Pause {
    void before(int attempt) throws IOException;
  }

  private static String waysOut(String reason) {
    return reason.contains("protected") || reason.contains("GH006") || reason.contains("GH013")
        ? ". Give Setpoint the token of an App that the protection lets pass, or keep the plans on"
            + " a branch of their own (`branch: plans` in .github/setpoint.yml), whose changes"
            + " are then not held up for review"
        : "";
  }
}
