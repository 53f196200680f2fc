package dev.setpoint.compare.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.compare.SetpointStory;
import dev.setpoint.compare.temporal.Scenes.Side;
import io.temporal.api.enums.v1.EventType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Plays the same story on both engines, checks what happened, and writes it down for the page:
 * {@code ./mvnw -Pcompare test}.
 */
@Tag("compare")
class CompareRecording {
  private static final String PLAN =
      """
      ---
      status: approved
      owners: "@alice"
      ---

      # System Upgrade

      ## Steps

      ### Analyze System

      ### Update Database

      - workflow: `migrate.yml`
      - retries: 2

      ### Transform Services

      - needs: Analyze System

      ### Manual QA

      - needs: Update Database, Transform Services

      ### Deploy

      - workflow: `deploy.yml`
      """;

  private static final String LINE =
      """
      ---
      status: approved
      ---

      # Five Runs in a Row

      ## Steps

      ### Step 1

      - workflow: `one.yml`

      ### Step 2

      - workflow: `two.yml`

      ### Step 3

      - workflow: `three.yml`

      ### Step 4

      - workflow: `four.yml`

      ### Step 5

      - workflow: `five.yml`
      """;

  @Test
  void record() throws Exception {
    Scenes scenes = new Scenes();
    crash(scenes);
    pause(scenes);
    sameType(scenes);
    scenes.write();
  }

  private static void crash(Scenes scenes) throws Exception {
    try (SetpointStory ours = new SetpointStory(PLAN, "migrate.yml", "deploy.yml");
        TemporalStory theirs = new TemporalStory(Upgrade.Original::new)) {
      scenes.story("crash", "A crash at the worst moment", ours, theirs);

      ours.pass();
      theirs.awaitDone("opened an issue for Analyze System", 1);
      scenes.scene(
          "Start",
          "Both open an issue for the first step, and wait for a person.",
          Side.of(
              "A pass read the plan, opened the issue, wrote one commit and exited. Nothing runs"
                  + " now."),
          Side.of(
              "The workflow's code runs in a worker until it has to wait. Each decision and each"
                  + " result is an event of the history."));

      theirs.fails("Update Database");
      ours.closes("Analyze System");
      theirs.closes("Analyze System");
      ours.pass();
      theirs.awaitDone("opened an issue for Transform Services", 1);
      ours.ends("migrate.yml", "failure");
      ours.pass();
      theirs.awaitDone("ran Update Database", 1);
      scenes.scene(
          "A failure",
          "The analysis is done. The migration fails once, and is tried again.",
          Side.of("`retries: 2` in the plan: the second attempt has a claim of its own."),
          Side.of(
              "The activity's retry policy, with back-off, in the server. Its history keeps only"
                  + " the last attempt."));

      ours.ends("migrate.yml", "success");
      ours.closes("Transform Services");
      ours.killedPass();
      theirs.diesAt("Manual QA");
      theirs.closes("Transform Services");
      theirs.awaitThere();
      theirs.forget();
      scenes.scene(
          "The crash",
          "The issue for the manual QA is open on GitHub. Before anybody could note that down, the"
              + " process dies.",
          Side.of(
              "There was a claim before the request: a git ref says that one attempt is being"
                  + " started."),
          Side.of(
              "The history says that the activity was started. Whether it had its effect, nobody"
                  + " can know."));

      ours.pass();
      assertThat(ours.outside()).filteredOn(o -> o.endsWith("Manual QA")).hasSize(1);
      theirs.awaitDone("opened an issue for Manual QA", 2);
      assertThat(theirs.done()).filteredOn("opened an issue for Manual QA"::equals).hasSize(2);
      scenes.scene(
          "Recovery",
          "Somebody comes back.",
          Side.of(
              "The claim without a record is evidence that somebody died. The issue carries the"
                  + " claim's nonce: it is recorded, and nothing is opened again."),
          Side.of(
              "A new worker replays the history to get the workflow's variables back: that works,"
                  + " always. The activity got no answer in time, so it is run again, as documented"
                  + " (at least once): a second issue, because GitHub has no idempotency key to"
                  + " pass it."));

      ours.closes("Manual QA");
      theirs.closes("Manual QA");
      ours.pass();
      ours.ends("deploy.yml", "success");
      ours.pass();
      assertThat(ours.isDone()).isTrue();
      assertThat(theirs.result()).isEqualTo("done");
      scenes.scene(
          "Done",
          "Both arrive.",
          Side.of(
              "What is left: the plan with its block, one commit a pass, and the claims as an audit"
                  + " trail."),
          Side.of("What is left: the history, until the namespace's retention ends."));
    }
  }

  private static void pause(Scenes scenes) throws Exception {
    try (SetpointStory ours = new SetpointStory(PLAN, "migrate.yml", "deploy.yml");
        TemporalStory theirs = new TemporalStory(Upgrade.Original::new)) {
      scenes.story("timer", "A step inserted in the middle: a pause", ours, theirs);
      ours.pass();
      theirs.awaitDone("opened an issue for Analyze System", 1);
      ours.closes("Analyze System");
      theirs.closes("Analyze System");
      ours.pass();
      theirs.awaitDone("ran Update Database", 1);
      theirs.awaitDone("opened an issue for Transform Services", 1);
      ours.ends("migrate.yml", "success");
      ours.pass();
      scenes.scene(
          "Under way",
          "The migration ran; bob is still at the services.",
          Side.of("Two jobs are done or open; the plan says so."),
          Side.of("The history has the same."));

      ours.edits(
          "### Update Database\n",
          "### Wait for the window\n\n"
              + "Nobody touches production before Monday.\n\n"
              + "### Update Database\n",
          "Wait for the window");
      ours.pass();
      theirs.deploys(Upgrade.WithAPause::new);
      theirs.closes("Transform Services");
      theirs.awaitEvent(EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED);
      Thread.sleep(2_500);
      assertThat(theirs.state()).isEqualTo("RUNNING");
      assertThat(theirs.done()).doesNotContain("opened an issue for Manual QA");
      scenes.scene(
          "The edit",
          "Somebody inserts a step behind the first one: a pause. It is deployed while this one"
              + " runs.",
          Side.of(
              "The plan is data, read anew in every pass. The inserted step gets its job at once;"
                  + " what has run is not run again; what has not yet started waits for it."),
          Side.of(
              "The code is replayed against the old history, which knows no timer there:"
                  + " NonDeterministicException. The workflow task is tried again and again; the"
                  + " workflow is neither failed nor going on. It stays so until code comes that"
                  + " agrees with its history."));

      ours.closes("Transform Services");
      ours.pass();
      ours.closes("Wait for the window");
      ours.pass();
      ours.closes("Manual QA");
      ours.pass();
      ours.ends("deploy.yml", "success");
      ours.pass();
      assertThat(ours.isDone()).isTrue();
      theirs.deploys(Upgrade.WithAPatchedPause::new);
      theirs.awaitDone("opened an issue for Manual QA", 1);
      theirs.closes("Manual QA");
      assertThat(theirs.result()).isEqualTo("done");
      scenes.scene(
          "The way out",
          "How each goes on.",
          Side.of("Close the inserted step, and the rest follows."),
          Side.of(
              "Temporal's own answer is a patch: `Workflow.getVersion` keeps the old path for what"
                  + " is running, and takes the new one in workflows that start later. With it this"
                  + " one ends, without the pause. (Worker Versioning does the same for whole"
                  + " deployments.)"));
    }
  }

  private static void sameType(Scenes scenes) throws Exception {
    try (SetpointStory ours =
            new SetpointStory(
                LINE, "one.yml", "two.yml", "three.yml", "four.yml", "five.yml", "inserted.yml");
        TemporalStory theirs = new TemporalStory(Upgrade.Line::new)) {
      scenes.story("same-type", "A step inserted in the middle: one like the others", ours, theirs);
      theirs.isSlowAt("Step 4");
      theirs.awaitThere();
      ours.pass();
      for (String workflow : new String[] {"one.yml", "two.yml", "three.yml"}) {
        ours.ends(workflow, "success");
        ours.pass();
      }
      scenes.scene(
          "Under way",
          "Three of five runs are done, the fourth is running.",
          Side.of("A step is known by its name."),
          Side.of("A result is known by its place in the history and by its type."));

      ours.edits(
          "### Step 3\n",
          "### Inserted\n\n- workflow: `inserted.yml`\n\n### Step 3\n",
          "Insert a step");
      ours.pass();
      theirs.deploys(Upgrade.LongerLine::new);
      theirs.goOn();
      ours.ends("four.yml", "success");
      ours.pass();
      ours.ends("inserted.yml", "success");
      ours.pass();
      ours.ends("five.yml", "success");
      ours.pass();
      assertThat(ours.isDone()).isTrue();
      assertThat(theirs.result()).isEqualTo("done");
      assertThat(theirs.done())
          .containsExactly(
              "ran Step 1", "ran Step 2", "ran Step 3", "ran Step 4", "ran Step 4", "ran Step 5");
      scenes.scene(
          "The edit, and the end",
          "A step is inserted before the third, while the fourth runs. Both engines finish.",
          Side.of("The inserted step ran, every other step once. Step 5 waited for both."),
          Side.of(
              "No error. The inserted step took the result that step 3 had left, step 3 that of"
                  + " step 4, and step 4 ran a second time. The inserted step never ran. Temporal's"
                  + " documentation asks for a patch or for replay tests here; the server cannot"
                  + " notice, because the types agree."));
    }
  }
}
