package dev.setpoint.edge.action;

import dev.setpoint.Wiring;
import dev.setpoint.preview.Preview;
import dev.setpoint.preview.PreviewText;
import dev.setpoint.preview.PullRequests;
import dev.setpoint.read.JobSource;
import dev.setpoint.read.Snapshot;
import dev.setpoint.report.Exit;
import dev.setpoint.report.Json;
import dev.setpoint.report.Sentences;
import java.io.IOException;
import java.util.Optional;

/**
 * Tells a pull request what merging it would do. It reads files of the pull request and carries
 * nothing of it out.
 */
final class Previewing {
  private final Runner runner;
  private final Inputs inputs;
  private final Wiring wiring;

  Previewing(Runner runner, Inputs inputs, Wiring wiring) {
    this.runner = runner;
    this.inputs = inputs;
    this.wiring = wiring;
  }

  /** Previews; fails on problems only. */
  int of(Optional<Event.PullRequest> event) throws IOException {
    if (event.isEmpty()) {
      throw new IllegalArgumentException("the event names no pull request");
    }
    Event.PullRequest pull = event.get();
    Snapshot now = wiring.look().seen();
    if (!pull.base().equals(now.tip().branch())) {
      runner.say(
          "nothing to preview: #%d goes to %s, the plans are on %s"
              .formatted(pull.number(), Sentences.line(pull.base()), now.tip().branch()));
      return Exit.SETTLED.code();
    }
    Preview preview = wiring.preview(now, pull.number());
    String text = PreviewText.of(preview, wiring.place().webUrl(), pull.head());
    runner.summary(text);
    Annotations.of(preview.problems(), preview.notices()).forEach(runner::say);
    outputs(preview, text);
    if (inputs.dryRun()) {
      runner.say("dry run: the preview stands in the job summary alone");
    } else {
      comment(pull.number(), preview, text);
    }
    return (preview.problems().isEmpty() ? Exit.SETTLED : Exit.PROBLEMS).code();
  }

  // A fork's token may not write, and GitHub may fail: the job summary has the same text.
  private void comment(int number, Preview preview, String text) throws IOException {
    try {
      PullRequests pulls = wiring.pullRequests();
      String bot = wiring.jobs().botLogin();
      Optional<JobSource.Comment> own =
          pulls.comments(number).stream()
              .filter(c -> c.author().equals(bot) && c.body().startsWith(PreviewText.MARKER))
              .findFirst();
      if (own.isPresent()) {
        // GitHub's editor would have turned line ends into CRLF.
        if (!own.get().body().replace("\r\n", "\n").strip().equals(text.strip())) {
          pulls.rewrite(own.get().id(), text);
        }
      } else if (!preview.isEmpty()) {
        pulls.comment(number, text);
      }
    } catch (IOException e) {
      String why = inputs.token().redact(String.valueOf(e.getMessage()));
      runner.say(
          Annotations.notice(
              "The preview stands in the job summary, not on the pull request: " + why));
    }
  }

  private void outputs(Preview preview, String text) throws IOException {
    runner.output("commit", "");
    runner.output("jobs-opened", "0");
    runner.output("steps-done", "");
    runner.output("problems", Integer.toString(preview.problems().size()));
    runner.output(
        "report", Json.document(json -> json.put("preview", text).problems(preview.problems())));
  }
}
