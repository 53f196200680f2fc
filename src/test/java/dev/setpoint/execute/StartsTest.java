package dev.setpoint.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.diff.Command;
import dev.setpoint.execute.Hands.Created;
import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.CommitId;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When claims are pushed, when they are let go, and when nothing is created. */
class StartsTest {
  private final Wire wire = new Wire();
  private final AtomicLong nanos = new AtomicLong();
  private int nonces;

  @Test
  void aBatchIsClaimedInOnePushAndUnguardedDispatchesEachRightBeforeItsPost() {
    List<Done> done =
        start(issue("a"), run("b", false), run("c", true), run("d", false), issue("e"));

    assertThat(done).extracting(Done::result).containsOnly(Done.Result.DONE);
    assertThat(wire.said)
        .containsExactly(
            "push: create a, create c, create e",
            "post a",
            "post c",
            "post e",
            "push: move a, move c, move e",
            "push: create b",
            "post b",
            "push: move b",
            "push: create d",
            "post d",
            "push: move d");
  }

  @Test
  void aPassThatGrowsTooOldBetweenTwoPostsLetsGoOfWhatItHasNotPosted() {
    wire.posting = () -> nanos.addAndGet(Budget.LIMIT.toNanos() / 2);

    List<Done> done = start(issue("a"), issue("b"), issue("c"), run("d", false));

    assertThat(done)
        .extracting(Done::result)
        .containsExactly(Done.Result.DONE, Done.Result.DONE, Done.Result.HELD, Done.Result.HELD);
    assertThat(wire.said)
        .containsExactly(
            "push: create a, create b, create c",
            "post a",
            "post b",
            "push: move a, move b, delete c");
  }

  @Test
  void aPassOlderThanItsLimitClaimsAndCreatesNothing() {
    Tools tools = tools();
    nanos.addAndGet(Budget.LIMIT.toNanos());

    List<Done> done = Execute.all(List.of(issue("a"), run("b", false)), tools);

    assertThat(done).extracting(Done::result).containsOnly(Done.Result.HELD);
    assertThat(wire.said).isEmpty();
  }

  @Test
  void aPassThatGrowsTooOldWhileItClaimsCreatesNothing() {
    wire.pushing = () -> nanos.addAndGet(Budget.LIMIT.toNanos());

    List<Done> done = start(run("b", false));

    assertThat(done).extracting(Done::result).containsExactly(Done.Result.HELD);
    assertThat(wire.said).containsExactly("push: create b", "push: delete b");
  }

  @Test
  void aRateLimitLetsGoOfTheClaimAndStopsThePass() {
    wire.created = new Created.Limited(Duration.ofMinutes(1));

    List<Done> done = start(issue("a"), issue("b"), run("c", false));

    assertThat(done).extracting(Done::result).containsOnly(Done.Result.HELD);
    assertThat(wire.said)
        .containsExactly("push: create a, create b", "post a", "push: delete a, delete b");
  }

  @Test
  void aTakeoverThatIsNotPostedStaysBecauseOfItsOlderNonces() {
    wire.created = new Created.Limited(Duration.ofMinutes(1));

    start(again(issue("a")));

    assertThat(wire.said).containsExactly("push: move a", "post a");
  }

  @Test
  void anUnclearCreationIsNeitherRepeatedNorLetGo() {
    wire.created = new Created.Unclear("502");

    List<Done> done = start(issue("a"), issue("b"));

    assertThat(done).extracting(Done::result).containsOnly(Done.Result.UNCLEAR);
    assertThat(wire.said).containsExactly("push: create a, create b", "post a", "post b");
  }

  @Test
  void oneLostRaceStopsNoOther() {
    wire.lost = "a";

    List<Done> done = start(issue("a"), issue("b"));

    assertThat(done).extracting(Done::result).containsExactly(Done.Result.LOST, Done.Result.DONE);
    assertThat(wire.said).containsExactly("push: create a, create b", "post b", "push: move b");
  }

  @ParameterizedTest
  @EnumSource
  void aClaimWithoutAnAnswerIsReadBackAndOnlyTheOwnCommitCounts(Wire.Back back) {
    wire.back = Optional.of(back);

    start(issue("a"));

    List<String> posts = wire.said.stream().filter(s -> s.startsWith("post")).toList();
    assertThat(wire.said).contains("read a");
    assertThat(posts).isEqualTo(back == Wire.Back.OWN ? List.of("post a") : List.of());
  }

  private List<Done> start(Command.Start... starts) {
    return Execute.all(List.of(starts), tools());
  }

  private Tools tools() {
    return new Tools(
        wire,
        wire,
        () -> "nonce%016d".formatted(++nonces),
        "bot",
        Budget.starting(nanos::get, Budget.LIMIT));
  }

  private static Command.Start issue(String step) {
    return new Command.Start(
        key(step),
        Optional.empty(),
        facts(""),
        new Command.Draft.IssueDraft(
            step, "", "00112233445566ff", List.of(), List.of(), List.of()));
  }

  private static Command.Start run(String step, boolean guarded) {
    return new Command.Start(
        key(step),
        Optional.empty(),
        facts("go.yml"),
        new Command.Draft.RunDraft("go.yml", "main", Map.of(), guarded, ""));
  }

  private static Command.Start again(Command.Start start) {
    Claim old = Claim.first(start.key(), start.facts(), "nonce0", Wire.NOW, "bot");
    return new Command.Start(
        start.key(),
        Optional.of(old.at(new CommitId("a".repeat(40)))),
        start.facts(),
        start.draft());
  }

  private static ClaimKey key(String step) {
    return new ClaimKey(new PlanId("p"), new StepId(step), 1);
  }

  private static Claim.Facts facts(String workflow) {
    return new Claim.Facts("T", "", "f", "t", "n", workflow, false, Optional.empty(), "");
  }
}
