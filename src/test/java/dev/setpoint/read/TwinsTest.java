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

  @Test
  void plansThatExchangeTheirFilesStayWhatTheyAre() {
    assertThat(
            TipOf.plans(
                    Map.of("plans/alpha.md", of("beta"), "plans/beta.md", of("alpha")), List.of())
                .plans())
        .extracting(p -> p.path() + " is " + p.id())
        .containsExactlyInAnyOrder("plans/alpha.md is beta", "plans/beta.md is alpha");
  }

  @Test
  void theBlockOfOneOfTwoThatExchangedTheirFilesMayBeWrittenLater() {
    Map<String, String> plans =
        Map.of("plans/alpha.md", of("beta at=plans/alpha.md"), "plans/beta.md", of("alpha"));
    assertThat(TipOf.plans(plans, List.of()).plans())
        .extracting(p -> p.path() + " is " + p.id())
        .containsExactlyInAnyOrder("plans/alpha.md is beta", "plans/beta.md is alpha");
  }

  @Test
  void aPlanMakesRoomForAnotherInOneCommit() {
    assertThat(TipOf.plans(Map.of("plans/2.md", of("1"), "plans/3.md", of("2")), List.of()).plans())
        .extracting(p -> p.path() + " is " + p.id())
        .containsExactlyInAnyOrder("plans/2.md is 1", "plans/3.md is 2");
  }

  @Test
  void aCopyThatWasStartedStaysItselfWhenWhatItWasCopiedFromGoesAway() {
    // Its block says beta, of which no step here was ever started; as alpha it was.
    assertThat(ids(Map.of("plans/alpha.md", of("beta").replace("Ship", "Dump"))))
        .containsExactly("alpha");
    assertThat(ids(Map.of("plans/alpha.md", of("beta")))).containsExactly("beta");
  }

  @Test
  void aMovedPlanWhoseClaimsWereDeletedIsKnownByTheJobsInItsBlock() {
    String moved =
        of("alpha")
            .replace(
                "<!-- /setpoint",
                """

                | Step | Status | Job | Since |
                |-|-|-|-|
                | [Ship](#ship) | ✅ done | [#1](https://github.com/shop/app/issues/1) | 2026-03-02 |
                <!-- /setpoint\
                """);
    Map<String, String> plans = Map.of("plans/away.md", moved, "plans/alpha.md", plan("Other"));
    assertThat(TipOf.plans(plans, List.of()).plans())
        .filteredOn(p -> p.problems().isEmpty())
        .extracting(p -> p.path() + " is " + p.id())
        .containsExactly("plans/away.md is alpha");
  }

  private static String of(String id) {
    return "---\nstatus: approved\n---\n\n# P\n\n<!-- setpoint:status plan="
        + id
        + " · x -->\n<!-- /setpoint:status -->\n\n## Steps\n\n### Ship\n";
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
