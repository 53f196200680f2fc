package dev.setpoint.edge.action;

import dev.setpoint.Reconciler;
import dev.setpoint.Wiring;
import dev.setpoint.diff.PlanView;
import dev.setpoint.execute.Done;
import dev.setpoint.execute.Hands;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.Run;
import dev.setpoint.read.Found;
import dev.setpoint.report.Deed;
import dev.setpoint.report.Exit;
import dev.setpoint.report.Ink;
import dev.setpoint.report.JsonReport;
import dev.setpoint.report.MarkdownReport;
import dev.setpoint.report.Pass;
import dev.setpoint.report.Report;
import dev.setpoint.report.TextReport;
import dev.setpoint.sync.DryBranch;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pass, or one side of it, as a step of a job: told in the log, on the run's page, and in
 * outputs.
 */
final class Passing {
  /** GitHub keeps at most 1 MiB of outputs for a whole job. */
  private static final int MOST_OUTPUT = 400_000;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

  private final Runner runner;
  private final Inputs inputs;
  private final Wiring wiring;

  Passing(Runner runner, Inputs inputs, Wiring wiring) {
    this.runner = runner;
    this.inputs = inputs;
    this.wiring = wiring;
  }

  /** Does the pass that the inputs name; the event only says what to wait for. */
  int from(Event event) throws IOException {
    if (event.awaitedRun().isPresent()) {
      await(event.awaitedRun().get());
    }
    return switch (inputs.task()) {
      case AUTO -> pass(r -> r.reconcile(List.of()));
      case RECONCILE -> pass(r -> r.reconcile(List.of()));
      case EXECUTE -> pass(r -> r.execute(List.of()));
      case SYNC -> pass(Reconciler::sync);
      case DIFF -> {
        Wiring.Look look = wiring.look();
        yield tell(Report.ofDifference(look.seen(), look.decision(), wiring.requests()));
      }
      case CHECK -> {
        Wiring.Look look = wiring.look();
        yield tell(Report.ofStatus(look.seen(), look.decision(), wiring.requests()));
      }
    };
  }

  /** One side of a pass, or both. */
  private interface Side {
    Pass of(Reconciler reconciler) throws IOException;
  }

  private int pass(Side side) throws IOException {
    if (inputs.dryRun()) {
      DryBranch branch = new DryBranch();
      Pass pass = side.of(wiring.dry(branch));
      int code = tell(Report.ofDry(pass, wiring.requests()));
      branch.unpushed().ifPresent(c -> runner.say("would commit to " + c.files() + "\n"));
      return code;
    }
    Pass pass = side.of(wiring.reconciler(inputs.maxNewJobs()));
    int code = tell(Report.of(pass, wiring.requests()));
    boolean held = pass.done().stream().anyMatch(d -> d.result() == Done.Result.HELD);
    if (!held) {
      return code;
    }
    // What the limit of one pass leaves is meant to be left, and is no failure.
    return inputs.maxNewJobs().isPresent() || wokeAgain(pass) ? later(pass, code) : code;
  }

  private static int later(Pass pass, int code) {
    boolean onlyHeld =
        pass.failure().isEmpty()
            && pass.done().stream().noneMatch(d -> d.result() == Done.Result.UNCLEAR);
    return code == Exit.UNFINISHED.code() && onlyHeld ? Exit.SETTLED.code() : code;
  }

  // Only a pass that got something done wakes another: a limit that lets nothing through is left to
  // the sweep.
  private boolean wokeAgain(Pass pass) throws InterruptedIOException {
    boolean progressed = pass.done().stream().anyMatch(d -> d.result() == Done.Result.DONE);
    return progressed && new Wake(runner, w -> dispatch(w, pass), Passing::rest).again();
  }

  private Hands.Created dispatch(String workflow, Pass pass) {
    return wiring.hands().dispatch(workflow, pass.seen().tip().defaultBranch(), Map.of());
  }

  private int tell(Report report) throws IOException {
    runner.say(inputs.token().redact(TextReport.ofPass(report, Ink.PLAIN)));
    Annotations.of(report.problems(), List.of()).forEach(runner::say);
    report.failure().ifPresent(f -> runner.say(Annotations.error(inputs.token().redact(f))));
    runner.summary(inputs.token().redact(MarkdownReport.of(report)));
    runner.output("commit", report.commit().map(CommitId::hex).orElse(""));
    runner.output(
        "jobs-opened", Long.toString(report.deeds().stream().filter(Passing::opened).count()));
    runner.output(
        "steps-done",
        Integer.toString(
            report.plans().stream()
                .map(PlanView::tally)
                .mapToInt(t -> t.done() + t.skipped())
                .sum()));
    runner.output("problems", Integer.toString(report.problems().size()));
    String json =
        JsonReport.of(report, MOST_OUTPUT)
            .filter(j -> j.getBytes(StandardCharsets.UTF_8).length <= MOST_OUTPUT)
            .orElse("");
    runner.output("report", inputs.token().redact(json));
    return Exit.of(report).code();
  }

  private static boolean opened(Deed deed) {
    boolean creates = deed.kind() == Deed.Kind.OPEN_ISSUE || deed.kind() == Deed.Kind.START_RUN;
    return creates && deed.outcome() == Deed.Outcome.DONE;
  }

  // The last job of a run calls back while its own run is still in progress; a moment later it has
  // ended.
  private void await(long id) throws IOException {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (System.nanoTime() < end && isUnfinished(id)) {
      rest(BETWEEN_LOOKS);
    }
  }

  private static void rest(Duration time) throws InterruptedIOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for GitHub");
    }
  }

  private boolean isUnfinished(long id) throws IOException {
    Optional<Run> run =
        switch (wiring.jobs().run(id)) {
          case Found.Present<Run> p -> Optional.of(p.value());
          case Found.Vanished<Run> v -> Optional.empty();
        };
    return run.filter(Run::isUnfinished).isPresent();
  }
}
