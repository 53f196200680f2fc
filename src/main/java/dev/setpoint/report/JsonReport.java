package dev.setpoint.report;

import dev.setpoint.diff.Flag;
import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.JobLink;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * A report for programs. Its keys are part of the interface; unknown ones are to be ignored by
 * readers.
 */
public final class JsonReport {
  private JsonReport() {}

  /** One document. */
  public static String of(Report report) {
    return Json.document(json -> write(json, report));
  }

  /** The same, if it has at most so many characters. */
  public static Optional<String> of(Report report, int most) {
    return Json.document(json -> write(json, report), most);
  }

  private static void write(Json json, Report report) throws IOException {
    json.put("commit", report.commit().map(CommitId::hex))
        .list("commands", report.deeds(), JsonReport::command)
        .list("plans", report.plans(), JsonReport::plan)
        .problems(report.problems())
        .put("refusals", report.refusals())
        .put("failure", report.failure())
        .put("exitCode", Exit.of(report).code())
        .object(
            "requests",
            r -> r.put("api", report.requests().api()).put("git", report.requests().git()));
  }

  private static void command(Json json, Deed deed) throws IOException {
    json.put("kind", deed.kind().word())
        .put("plan", deed.key().plan().value())
        .put("step", deed.key().step().value())
        .put("attempt", deed.key().attempt())
        .put("outcome", deed.outcome().word())
        .put("words", deed.words())
        .put("url", deed.url());
  }

  private static void plan(Json json, PlanView view) throws IOException {
    json.put("id", view.plan().id().value())
        .put("path", view.plan().path().value())
        .put("title", view.plan().title())
        .put("status", view.plan().lifecycle().word())
        .put("done", view.isDone())
        .list("steps", view.steps(), JsonReport::step);
  }

  /** One step as every document shows it. */
  public static void step(Json json, StepView step) throws IOException {
    json.put("id", step.step().id().value())
        .put("title", step.step().title())
        .put("status", step.status().word())
        .put("flags", step.flags().stream().map(Flag::word).toList());
    job(json, step.job());
    json.put("since", step.since().map(Instant::toString))
        .put("why", step.why())
        .put("people", step.people())
        .put("needs", step.step().needs().stream().map(id -> id.value()).toList());
  }

  private static void job(Json json, Optional<JobLink> job) throws IOException {
    if (job.isEmpty()) {
      json.put("job", Optional.empty());
    } else {
      json.object("job", j -> j.put("id", job.get().id().toString()).put("url", job.get().url()));
    }
  }
}
