package dev.setpoint.demo.web;

import dev.setpoint.report.Deed;
import dev.setpoint.report.Report;
import dev.setpoint.report.Sentences;
import java.util.ArrayList;
import java.util.List;

/** What happened in a pass and why, in sentences for somebody who sees it for the first time. */
final class Story {
  private Story() {}

  static List<String> of(Report report, PassRun.Knowledge known) {
    List<String> told = new ArrayList<>();
    for (Deed deed : report.deeds()) {
      told.add(Sentences.of(deed) + why(deed, known));
    }
    report.refusals().forEach(told::add);
    report
        .failure()
        .ifPresent(
            f ->
                told.add(
                    "It could not finish ("
                        + Sentences.line(f)
                        + "). The next pass goes on from what is there."));
    if (!report.problems().isEmpty()) {
      told.add(
          "The plan has "
              + (report.problems().size() == 1
                  ? "a problem"
                  : report.problems().size() + " problems")
              + " that only a person can mend: "
              + Sentences.line(report.problems().getFirst().message())
              + ".");
    }
    if (told.isEmpty()) {
      told.add(
          report.commit().isPresent()
              ? "No job to start or to stop; the statuses differed, so they were written."
              : "Plan and jobs agree, and the plan says so: nothing to do, so nothing is written.");
    }
    if (known.stale()) {
      told.add(
          "GitHub's lists are a minute old at the moment. That is why jobs are read by their"
              + " number, and why a list that lacks something proves nothing.");
    }
    return List.copyOf(told);
  }

  static List<String> ofDeath(Crash crash) {
    return List.of("The pass was killed " + crash.where() + ". " + crash.means());
  }

  private static String why(Deed deed, PassRun.Knowledge known) {
    String step = deed.key().step().value();
    return switch (deed.outcome()) {
      case LOST -> ". Both agents tried to create the same ref; git lets only one do that.";
      case UNCLEAR -> ". It is not repeated, because it may have happened.";
      case REFUSED, HELD, PLANNED -> ".";
      case DONE ->
          switch (deed.kind()) {
            case BIND ->
                ". The claim of `"
                    + step
                    + "` was found without a record, so whoever made it died"
                    + (known.someoneDied() ? " – you killed it –" : "")
                    + " in between. The job carries the claim's nonce: it is recorded, and nothing"
                    + " is created twice.";
            case OPEN_ISSUE, START_RUN ->
                deed.key().attempt() > 1
                    ? ". The attempt before failed, and the plan allows retries."
                    : ".";
            case WITHDRAW -> ". The plan no longer wants it.";
            case EDIT_ISSUE ->
                ". The issue follows the plan's text; what people ticked stays ticked.";
            case PARK ->
                ". Whether the run was started cannot be known, so a person is asked: a deploy"
                    + " never runs twice.";
            // Its own sentence says enough.
            default -> ".";
          };
    };
  }
}
