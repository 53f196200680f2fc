package dev.setpoint.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.diff.Diff;
import dev.setpoint.diff.StepView;
import dev.setpoint.plan.StepId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Why a step is where it is, in the words of a colleague: a row for each status and each reason to
 * hold. A row is the steps ({@code |} for a new line), what GitHub shows, the step, the sentence.
 */
class WhyTest {
  @TempDir Path folder;

  // What the plan says, before GitHub comes into it.
  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '~',
      textBlock =
          """
          approved => A => {} => a => ready: the next pass starts it
          draft => A => {} => a => ready, but the plan is a draft
          paused => A => {} => a => ready, but the plan is paused
          cancelled => A => {} => a => cancelled with the plan
          approved => A|- skip: done by hand => {} => a => skipped: done by hand
          approved => A|- workflow: gone.yml => {} => a => ready, but there is no workflow `gone.yml` on the default branch
          approved => A|- workflow: closed.yml => {} => a => ready, but workflow `closed.yml` does not declare the input `setpoint`, so plans may not start it
          approved => A|- agent: @copilot => {"branch": "plans"} => a => ready, but agents are given steps of plans on the default branch only
          approved => A => {"protected": true} => a => ready, but the branch is protected, so the first pass only writes the plan
          approved, max-open-jobs: 1 => A;B|- needs: nothing => {"claims": [{"step": "a", "phase": "bound", "job": "#11"}], "issues": [{"number": 11, "state": "open"}]} => b => ready, but the plan allows 1 open job at a time
          approved => A;B|- needs: nothing => {"settings": "max-open-jobs: 1", "claims": [{"step": "a", "phase": "bound", "job": "#11"}], "issues": [{"number": 11, "state": "open"}]} => b => ready, but the repository allows 1 open job at a time
          approved => A|- workflow: deploy.yml;B|- workflow: deploy.yml|- needs: nothing => {} => b => ready, but another run of `deploy.yml`, which allows one at a time, has to end first
          approved => A|- skip: no;B|- wait: 2d => {} => b => over at once, as the steps before it were skipped and there is nothing to count from: the next pass goes on
          approved => A;B|- wait: 2d => {"claims": [{"step": "a", "phase": "done", "job": "#11"}]} => b => waiting until 2026-03-08 18:00 UTC
          approved => A;B|- wait: 2h => {"claims": [{"step": "a", "phase": "done", "job": "#11"}]} => b => 2h have passed: the next pass goes on
          approved => A|- until: 2026-03-07T00:00Z => {} => a => 2026-03-07 00:00 UTC has come: the next pass goes on
          approved => A|- until: 2026-04-01T09:00Z => {} => a => waiting until 2026-04-01 09:00 UTC
          approved => A|- until: tag v1 exists => {} => a => waiting until tag v1 exists
          approved => A|- plan: no.md => {} => a => ready, but there is no plan `no.md`
          approved, vars: { x: no } => A|- if: vars.x => {} => a => `vars.x` is false: the next pass skips it
          approved => A;B => {} => b => waiting for `a`, which is ready
          paused => A;B => {} => b => waiting for `a`, which is ready, but the plan is paused
          approved => A;B;C;D => {} => d => waiting for `c`, which in the end waits for `a`, which is ready
          approved => A;B|- needs: nothing;C|- needs: a, b;D => {} => d => waiting for `c`, which itself waits for `a` (ready) and `b` (ready)
          approved => A;B|- needs: nothing;C|- needs: nothing;D|- needs: a, b, c;E => {} => e => waiting for `d`, which itself waits for `a` (ready), `b` (ready) and `c` (ready)
          approved => A;B|- needs: a;C|- needs: a;D|- needs: b, c => {} => d => waiting for `b` and `c`, which both wait for `a`, which is ready
          approved => A;B|- needs: a;C|- needs: b;D|- needs: b;E|- needs: b;F|- needs: c, d, e => {} => f => waiting for `c`, `d` and `e`, which all wait in the end for `a`, which is ready
          approved => A;B|- needs: nothing;C|- needs: a, b;D|- needs: b, a;E|- needs: c, d => {} => e => waiting for `c` and `d`, which both wait for `a` (ready) and `b` (ready)
          approved => A;B|- needs: nothing;C|- needs: a;D|- needs: b;E|- needs: c, d => {} => e => waiting for `c`, which itself waits for `a`, which is ready, and for `d`, which itself waits for `b`, which is ready
          approved => A;B|- needs: a;C|- needs: a, b => {} => c => waiting for `b`, which itself waits for `a`, which is ready
          approved => A|- until: tag v1 exists;B;C => {} => c => waiting for `b`, which itself waits for `a`, which is waiting until tag v1 exists
          """)
  void beforeItStarts(String status, String steps, String github, String step, String sentence)
      throws IOException {
    assertThat(why(status, steps, github, step).why()).isEqualTo(sentence);
  }

  // What GitHub shows of the step `a`, whose attempt has a claim.
  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '~',
      textBlock =
          """
          A => "claimed", "at": "2026-03-07T09:59:00Z" => - => a pass is opening its issue; should that pass have died, another one finds out
          A|- workflow: migrate.yml => "claimed", "at": "2026-03-07T09:59:00Z" => - => a pass is starting it; should that pass have died, another one finds out
          A => "bound", "job": "#11" => "issues": [{"number": 11, "state": "open"}] => needs someone since 2026-03-05
          A|- assign: @bob|- due: 1d => "bound", "job": "#11" => "issues": [{"number": 11, "state": "open", "assignees": ["bob"]}] => needs @bob since 2026-03-05, overdue since 2026-03-06
          A|- assign: @bob|- due: 5d => "bound", "job": "#11" => "issues": [{"number": 11, "state": "open", "assignees": ["bob"]}] => needs @bob since 2026-03-05, due 2026-03-10
          A => "bound", "job": "#11", "note": "GitHub left out the assignee bob" => "issues": [{"number": 11, "state": "open"}] => needs someone since 2026-03-05; GitHub left out the assignee bob
          A => "bound", "job": "#11" => - => #11 is gone: deleted (410); nothing takes its place by itself: `setpoint bind system-upgrade/a URL` names its job, `setpoint retry system-upgrade/a` starts it anew
          A|- workflow: migrate.yml => "bound", "job": "run 9" => - => run 9 is gone: not found (404); nothing takes its place by itself: `setpoint bind system-upgrade/a URL` names its job, `setpoint retry system-upgrade/a` starts it anew
          A|- workflow: migrate.yml => "bound", "job": "run 9" => "runs": [{"id": 9}] => running since 2026-03-05
          A|- workflow: migrate.yml|- retries: 2 => "bound", "attempt": 2, "job": "run 9" => "runs": [{"id": 9}] => running since 2026-03-05 (attempt 2 of 3)
          A|- workflow: migrate.yml => "bound", "job": "run 9" => "runs": [{"id": 9, "state": "attention", "conclusion": "neutral"}] => needs someone to look at run 9: the run ended as `neutral`
          A|- workflow: migrate.yml|- retries: 2 => "bound", "job": "run 9" => "runs": [{"id": 9, "state": "failed", "conclusion": "failure"}] => failed on 2026-03-06 (attempt 1 of 3); the next pass tries again
          A|- workflow: migrate.yml|- retries: 2 => "bound", "job": "run 9" => "runs": [{"id": 9, "state": "failed", "conclusion": "timed_out"}] => failed on 2026-03-06 (attempt 1 of 3): it took longer than GitHub allows; the next pass tries again
          A|- workflow: migrate.yml => "bound", "job": "run 9" => "runs": [{"id": 9, "state": "failed", "conclusion": "startup_failure"}] => failed on 2026-03-06: GitHub could not start the workflow; the next pass asks what to do
          A|- workflow: migrate.yml => "bound", "job": "run 9" => "runs": [{"id": 9, "state": "cancelled", "conclusion": "cancelled"}] => cancelled on GitHub on 2026-03-06; re-run it there, skip it or retry it to go on
          A => "cancelled", "job": "#11", "reason": "closed as not planned by bob" => - => cancelled on 2026-03-06 (closed as not planned by bob); reopen it, skip it or retry it to go on
          A => "done", "job": "#11" => - => done since 2026-03-06
          A => "skipped", "reason": "`failed()` is false" => - => skipped: `failed()` is false
          A => "refused", "status": 422, "reason": "assignees bob: invalid" => - => GitHub refused to start it: assignees bob: invalid; it is tried again once the step is edited
          A => "refused", "status": 403, "reason": "issues are switched off", "at": "2026-03-07T09:59:00Z" => - => GitHub refused to start it: issues are switched off; a later pass tries again
          A => "refused", "status": 403, "reason": "issues are switched off" => - => GitHub refused to start it: issues are switched off; the next pass tries again
          A|- workflow: migrate.yml => "parked", "reason": "a pass ended while starting `migrate.yml`" => - => needs someone to say whether it was started: a pass ended while starting `migrate.yml`
          A|- workflow: migrate.yml|- timeout: 1h => "timed_out", "job": "run 9", "reason": "timed out after 1h" => "runs": [{"id": 9}] => being ended: timed out after 1h
          A => "withdrawn", "job": "#11", "reason": "the plan was cancelled" => "issues": [{"number": 11, "state": "open"}] => its issue is being closed: the plan was cancelled
          A|- agent: @copilot => "bound", "job": "#11" => "issues": [{"number": 11, "state": "open"}] => needs someone since 2026-03-05: somebody has to give the issue to @copilot, which takes an `agent-token` that Setpoint lacks
          A|- agent: workflow claude.yml => "bound", "job": "#11" => "issues": [{"number": 11, "state": "open"}] => its issue is open: the next pass gives it to claude.yml
          A|- agent: workflow claude.yml => "bound", "job": "#11", "handed": "unclear claude.yml" => "issues": [{"number": 11, "state": "open"}] => needs someone since 2026-03-05: nobody can tell whether `claude.yml` was started; look, and start it by hand if not
          A|- agent: workflow claude.yml => "bound", "job": "#11", "handed": "to run 9830" => "issues": [{"number": 11, "state": "open"}] => running since 2026-03-05, with claude.yml
          """)
  void onceItHasStarted(String steps, String claim, String seen, String sentence)
      throws IOException {
    String github = "{\"claims\": [{\"step\": \"a\", \"phase\": " + claim + "}]";
    String all = github + (seen.equals("-") ? "}" : ", " + seen + "}");
    assertThat(why("approved", steps, all, "a").why()).isEqualTo(sentence);
  }

  @Test
  void whatIsEditedOrTakenUpAgainIsSaid() throws IOException {
    String open =
        "{\"claims\": [{\"step\": \"a\", \"phase\": \"bound\", \"job\": \"#11\"}],"
            + " \"issues\": [{\"number\": 11, \"state\": \"open\"}]}";
    Files.writeString(folder.resolve("plan.md"), plan("approved", "A|- assign: @bob"));
    assertThat(why("approved", "A", open, "a").why())
        .isEqualTo(
            "needs @bob since 2026-03-05; edited since, but this attempt goes on as it was"
                + " started");
    assertThat(why("approved", "A", open.replace("bound", "done"), "a").why())
        .isEqualTo("done since 2026-03-06; edited since, which changes nothing any more");
    Files.writeString(folder.resolve("plan.md"), plan("draft", "A"));
    assertThat(why("approved", "A", open, "a").why())
        .isEqualTo(
            "needs someone since 2026-03-05; the plan is a draft again, so nothing new starts");
  }

  @Test
  void aRetryThatIsHeldBackSaysByWhat() throws IOException {
    String failed =
        "{\"claims\": [{\"step\": \"a\", \"phase\": \"failed\", \"job\": \"run 9\", \"reason\":"
            + " \"failure\"}]}";
    assertThat(why("paused", "A|- workflow: migrate.yml|- retries: 1", failed, "a").why())
        .isEqualTo(
            "failed on 2026-03-06 (attempt 1 of 2); it is to be tried again, but the plan is"
                + " paused");
  }

  @Test
  void manyAtOnceSayWhoseTurnIsLater() throws IOException {
    String many =
        IntStream.rangeClosed(1, 21)
            .mapToObj(i -> "S" + i + "|- needs: nothing")
            .collect(Collectors.joining(";"));
    assertThat(why("approved", many, "{}", "s21").why())
        .isEqualTo("ready, but its turn comes with the next batch");
    String all =
        IntStream.rangeClosed(1, 5).mapToObj(i -> "s" + i).collect(Collectors.joining(", "));
    assertThat(why("approved", many + ";Last|- needs: " + all + ";End", "{}", "last").why())
        .isEqualTo(
            "waiting for `s1`, which is ready, and for `s2`, which is ready, and for `s3`, which is"
                + " ready, and for 2 more");
    assertThat(why("approved", many + ";Last|- needs: " + all + ";End", "{}", "end").why())
        .isEqualTo(
            "waiting for `last`, which itself waits for `s1` (ready), `s2` (ready), `s3` (ready)"
                + " and others");
  }

  @Test
  void whatGitHubAllowsInAnHourIsSaid() throws IOException {
    String claims =
        IntStream.rangeClosed(1, 400)
            .mapToObj(
                i ->
                    "{\"step\": \"old-%d\", \"phase\": \"done\", \"job\": \"#%d\", \"at\": \"2026-03-07T09:30:00Z\"}"
                        .formatted(i, i))
            .collect(Collectors.joining(", "));
    assertThat(why("approved", "A", "{\"claims\": [" + claims + "]}", "a").why())
        .isEqualTo("ready, but GitHub lets only so much be created in an hour");
  }

  private StepView why(String status, String steps, String github, String step) throws IOException {
    Files.writeString(folder.resolve("before.md"), plan(status, steps));
    Files.writeString(folder.resolve("github.json"), github);
    Scenario scenario = Scenario.in(folder);
    return Diff.between(scenario.snapshot(), scenario.wishes()).plans().stream()
        .flatMap(p -> p.steps().stream())
        .filter(s -> s.step().id().equals(new StepId(step)))
        .findFirst()
        .orElseThrow();
  }

  private static String plan(String front, String steps) {
    String head =
        Stream.of(("status: " + front).split(", ")).collect(Collectors.joining("\n", "", "\n"));
    String body =
        Arrays.stream(steps.split(";"))
            .map(s -> "### " + s.replaceFirst("\\|", "\n\n").replace("|", "\n") + "\n")
            .collect(Collectors.joining("\n"));
    return "---\n" + head + "---\n\n# Plan\n\n## Steps\n\n" + body;
  }
}
