package dev.setpoint.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.job.Claim;
import dev.setpoint.job.CommitId;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.report.HistoryPage;
import dev.setpoint.report.HistoryText;
import dev.setpoint.report.Ink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is derived of a plan's versions, without any git. */
class HistoryTest {
  private static final PlanPath PATH = new PlanPath("plans/house.md");
  private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");

  private final Map<String, byte[]> blobs = new HashMap<>();
  private final List<Revision> revisions = new ArrayList<>();

  @Test
  void waitingAndWorkingTimeAreToldApart() throws IOException {
    person("Alice", 0, plan("approved", ""));
    bot(5, plan("approved", block("🟣 needs @alice | #1", "⚪ waiting for `pack` |")));
    bot(65, plan("approved", block("✅ done | #1", "🔵 running | run 7")));
    bot(80, plan("approved", block("✅ done | #1", "✅ done | run 7")));
    History history = history(NINE.plus(Duration.ofMinutes(100)));
    assertThat(step(history, "pack").worked()).hasMinutes(60);
    assertThat(step(history, "pack").waited()).isZero();
    assertThat(step(history, "drive").waited()).hasMinutes(60);
    assertThat(step(history, "drive").worked()).hasMinutes(15);
    assertThat(told(history))
        .containsExactly(
            "plan added, approved: added by Alice",
            "pack needs_person: plan added as approved by Alice",
            "pack done: #1 was closed as completed",
            "drive running: `pack` is done",
            "drive done: run 7 succeeded");
  }

  @Test
  void aCloneThatHoldsNoStatusSaysWhatBringsIt() throws IOException {
    person("Alice", 0, plan("draft", ""));
    assertThat(HistoryText.of(history(NINE), Ink.PLAIN)).doesNotContain("git pull");
    person("Bob", 1, plan("approved", ""));
    assertThat(HistoryText.of(history(NINE), Ink.PLAIN))
        .contains("No status of Setpoint's is in this clone yet: git pull brings what it wrote.\n");
  }

  @Test
  void aBlockThatSomebodyDeletesIsNoNews() throws IOException {
    person("Alice", 0, plan("approved", ""));
    bot(5, plan("approved", block("✅ done | #1", "🔵 running | run 7")));
    person("Bob", 6, plan("approved", ""));
    bot(7, plan("approved", block("✅ done | #1", "🔵 running | run 7")));
    assertThat(
            told(history(NINE.plusSeconds(3600))).stream().filter(l -> l.startsWith("pack done")))
        .hasSize(1);
  }

  @Test
  void aHandInTheBlockIsNamed() throws IOException {
    person("Alice", 0, plan("approved", ""));
    bot(5, plan("approved", block("🟣 needs @alice | #1", "⚪ waiting for `pack` |")));
    person("Mallory", 6, plan("approved", block("✅ done | #1", "⚪ waiting for `pack` |")));
    assertThat(told(history(NINE.plusSeconds(3600))))
        .contains("pack done: written into the status block by hand, not by Setpoint by Mallory");
  }

  @Test
  void editsAreToldByWhatTheyChange() throws IOException {
    person("Alice", 0, plan("draft", ""));
    person("Bob", 1, plan("approved", ""));
    person("Carol", 2, plan("approved", "").replace("### Drive", "### Fly"));
    person("Dave", 3, plan("approved", "").replace("### Drive", "### Fly") + "\n### Rest\n");
    person("Erin", 4, plan("approved", "").replace("### Drive", "### Fly"));
    person("Frank", 5, plan("paused", "").replace("### Drive", "### Fly").replace("Boxes", "Bags"));
    assertThat(told(history(NINE.plusSeconds(3600))))
        .containsExactly(
            "plan added, draft: added by Alice",
            "draft → approved: approved by Bob",
            "step renamed: Drive → Fly: renamed by Carol",
            "step added: Rest: added by Dave",
            "step removed: Rest: removed by Erin",
            "approved → paused: paused by Frank",
            "Pack: text edited: edited by Frank");
  }

  @Test
  void aRenamedAndMovedStepIsNoEdit() throws IOException {
    String pack = "### Pack\n\nBoxes first.\n\n";
    String drive = "### Drive\n\n- workflow: `drive.yml`\n\n";
    String rest = "### Rest\n\n- assign: @bob\n";
    person("Alice", 0, steps(pack + drive + rest));
    person("Bob", 1, steps(drive + pack.replace("Pack", "Stow") + rest));
    person("Carol", 2, steps(rest + "\n" + drive + pack.replace("Pack", "Stow")));
    person("Dave", 3, steps(rest + "\n### Eat\n\n- due: 2d\n\n" + drive + "### Stow\n\nBags.\n"));
    assertThat(told(history(NINE.plusSeconds(3600))))
        .containsExactly(
            "plan added, approved: added by Alice",
            "step renamed: Pack → Stow: renamed by Bob",
            "step moved: Drive, to the front: moved by Bob",
            "step moved: Rest, to the front: moved by Carol",
            "step added: Eat: added by Dave",
            "Stow: text edited: edited by Dave");
  }

  @Test
  void needsThatAreWrittenAreAnEditAndSoIsARunOfParallelSteps() throws IOException {
    String pack = "### Pack\n\n### Call\n\nThe landlord.\n\n";
    person("Alice", 0, steps(pack + "### Drive\n\nSlowly.\n"));
    person("Bob", 1, steps(pack + "### Drive\n\n- needs: Pack\n\nSlowly.\n"));
    String beside = pack.replace("### Call\n", "### Call\n\n- parallel: yes\n");
    person("Carol", 2, steps(beside + "### Drive\n\n- needs: Pack\n\nSlowly.\n"));
    assertThat(told(history(NINE.plusSeconds(3600))))
        .containsExactly(
            "plan added, approved: added by Alice",
            "Drive: needs edited: edited by Bob",
            "Call: needs edited: edited by Carol");
  }

  @Test
  void twoStepsThatExchangeWhatTheySayAreToldSo() throws IOException {
    person("Alice", 0, steps("### Pack\n\nBoxes.\n\n### Drive\n\nSlowly.\n\n### Rest\n"));
    person("Bob", 1, steps("### Drive\n\nBoxes.\n\n### Pack\n\nSlowly.\n\n### Rest\n"));
    assertThat(told(history(NINE.plusSeconds(3600))))
        .containsExactly(
            "plan added, approved: added by Alice",
            "Drive: says now what Pack said: swapped by Bob",
            "Pack: says now what Drive said: swapped by Bob",
            "step moved: Drive, to the front: moved by Bob");
  }

  @Test
  void aRenamedStepKeepsTheIdUnderWhichSetpointGoesOnWithIt() throws IOException {
    person("Alice", 0, plan("approved", ""));
    bot(5, plan("approved", block("🟣 needs @alice | #1", "⚪ waiting for `pack` |")));
    String old = block("🟣 needs @alice | #1", "⚪ waiting for `pack` |");
    person("Bob", 6, plan("approved", old).replace("### Pack", "### Stow"));
    String known = old.replace("[Pack](#pack)", "[Stow](#stow) `pack`");
    bot(7, plan("approved", known).replace("### Pack", "### Stow"));
    String text = plan("approved", known).replace("### Pack", "### Stow");
    person("Carol", 8, text.replace("Boxes", "Bags"));
    History history = history(NINE.plusSeconds(3600));
    assertThat(told(history))
        .contains("step renamed: Pack → Stow: renamed by Bob", "Stow: text edited: edited by Carol")
        .noneMatch(l -> l.startsWith("step added") || l.startsWith("step removed"));
    assertThat(history.events())
        .filteredOn(e -> e instanceof Event.Edited edit && edit.kind() == Event.Kind.STEP_RENAMED)
        .extracting(e -> ((Event.Edited) e).step().orElseThrow().value())
        .containsExactly("pack");
  }

  @Test
  void aClockThatGoesBackwardsTakesNoTimeAway() throws IOException {
    person("Alice", 10, plan("approved", ""));
    bot(5, plan("approved", block("🟣 needs @alice | #1", "⚪ waiting for `pack` |")));
    bot(1, plan("approved", block("✅ done | #1", "🟡 ready |")));
    History history = history(NINE);
    assertThat(history.steps())
        .allSatisfy(s -> assertThat(s.worked()).isGreaterThanOrEqualTo(Duration.ZERO));
    assertThat(history.until()).isEqualTo(NINE.plus(Duration.ofMinutes(10)));
  }

  @Test
  void thePageHoldsTextOfStrangersAsTextAndLoadsNothing() throws IOException {
    person("<script>alert(2)</script>", 0, plan("approved", ""));
    bot(5, plan("approved", block("🟣 needs @alice | #1", "⚪ waiting for `pack` |")));
    bot(65, plan("approved", block("✅ done | #1", "🔵 running | run 7")));
    bot(95, plan("approved", block("✅ done | #1", "❌ failed (attempt 1 of 2) | run 7")));
    bot(
        105,
        plan("approved", block("✅ done | #1", "🔵 running <img src=x onerror=alert(1)> | run 8")));
    String page = HistoryPage.of(history(NINE.plus(Duration.ofMinutes(140))));
    assertThat(page)
        .contains("default-src 'none'")
        .contains("&lt;img src=x onerror=alert(1)&gt;")
        .contains("&lt;script&gt;alert(2)&lt;/script&gt;")
        .contains("Drive waited 1h 10m and worked 1h 5m")
        .doesNotContain("<script", "<img", "src=\"", "href=", "url(");
    Files.createDirectories(Path.of("target/pictures"));
    Files.writeString(Path.of("target/pictures/history.html"), page);
  }

  private History history(Instant now) throws IOException {
    Past.Memory none =
        new Past.Memory() {
          @Override
          public boolean any() {
            return false;
          }

          @Override
          public List<List<Claim>> of(PlanId plan) {
            return List.of();
          }
        };
    return History.of(new Past(PATH, "HEAD", revisions, false, none, blobs::get), now)
        .orElseThrow();
  }

  private static List<String> told(History history) {
    return history.events().stream()
        .filter(e -> !(e instanceof Event.Transition t && t.isBeginning()))
        .map(
            e ->
                switch (e) {
                  case Event.Edited edit -> edit.words() + ": " + e.cause().sentence();
                  case Event.Transition t ->
                      t.step() + " " + t.after().word() + ": " + e.cause().sentence();
                })
        .toList();
  }

  private static StepStory step(History history, String id) {
    return history.steps().stream()
        .filter(s -> s.id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void person(String who, int minute, String text) {
    commit(who, minute, "Edit\n", text);
  }

  private void bot(int minute, String text) {
    commit("github-actions[bot]", minute, "house: moved\n\nPlan: plans/house.md\n", text);
  }

  private void commit(String who, int minute, String message, String text) {
    String blob = "%040x".formatted(revisions.size() + 1);
    blobs.put(blob, text.getBytes(StandardCharsets.UTF_8));
    Instant at = NINE.plus(Duration.ofMinutes(minute));
    revisions.add(
        new Revision(
            new CommitId(blob),
            at,
            who,
            List.of(),
            message,
            Optional.of(PATH),
            Optional.empty(),
            blob));
  }

  private static String plan(String status, String block) {
    return """
    ---
    status: %s
    ---

    # Move House

    %s
    ## Steps

    ### Pack

    Boxes first.

    ### Drive

    - workflow: `drive.yml`
    """
        .formatted(status, block);
  }

  private static String steps(String steps) {
    return "---\nstatus: approved\n---\n\n# Move House\n\n## Steps\n\n" + steps;
  }

  private static String block(String pack, String drive) {
    return """
    <!-- setpoint:status plan=house · written by Setpoint, edits in here are overwritten -->
    **In progress**

    | Step | Status | Job | Since |
    |-|-|-|-|
    | [Pack](#pack) | %s | |
    | [Drive](#drive) | %s | |
    <!-- /setpoint:status -->
    """
        .formatted(linked(pack), linked(drive));
  }

  private static String linked(String cells) {
    return cells
        .replaceFirst("#(\\d+)$", "[#$1](https://github.com/a/b/issues/$1)")
        .replaceFirst("run (\\d+)$", "[run $1](https://github.com/a/b/actions/runs/$1)");
  }
}
