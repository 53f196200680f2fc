package dev.setpoint.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.Ref;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A plan that is moved, moved again, and whose second place is taken by another. */
class TwinsTest {
  private static final String MOVED =
      """
      ---
      status: approved
      ---

      # Alpha

      <!-- setpoint:status plan=alpha at=plans/moved/alpha.md · written by Setpoint -->
      <!-- /setpoint:status -->

      ## Steps

      ### Dump
      """;

  @Test
  void aPlanThatWasMovedTwiceKeepsItsMemory() {
    assertThat(ids(Map.of("plans/away.md", MOVED, "plans/moved/alpha.md", plan("Other"))))
        .containsExactlyInAnyOrder("alpha", "moved/alpha");
  }

  @Test
  void aCopyOfAPlanThatLostItsBlockIsStillACopy() {
    assertThat(ids(Map.of("plans/copy.md", MOVED, "plans/moved/alpha.md", plan("Dump"))))
        .containsExactlyInAnyOrder("copy", "moved/alpha");
  }

  private static List<String> ids(Map<String, String> plans) {
    Claim.Facts facts =
        new Claim.Facts("Dump", "0".repeat(40), "-", "-", "-", "", false, Optional.empty(), "");
    ClaimKey key = new ClaimKey(new PlanId("alpha"), new StepId("dump"), 1);
    Claim claim = Claim.first(key, facts, "nonce0000000000", Instant.EPOCH, "setpoint");
    Ref ref =
        new Ref(key.ref(), new CommitId("1".repeat(40)), claim.change().message().orElseThrow());
    return TipOf.plans(plans, List.of(ref)).plans().stream().map(p -> p.id().value()).toList();
  }

  private static String plan(String step) {
    return "---\nstatus: approved\n---\n\n# New\n\n## Steps\n\n### " + step + "\n";
  }
}
