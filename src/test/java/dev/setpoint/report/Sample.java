package dev.setpoint.report;

import dev.setpoint.diff.Flag;
import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.diff.Told;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.CommitId;
import dev.setpoint.job.JobId;
import dev.setpoint.job.JobLink;
import dev.setpoint.plan.Identity;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.PlanParser;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.Settings;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import dev.setpoint.plan.StepStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reports to be told, without a pass behind them. */
final class Sample {
  static final String WEB = "https://github.com/shop/app";
  static final PlanPath PATH = new PlanPath("plans/upgrade.md");

  private Sample() {}

  /**
   * A plan with these steps' titles, each needing the one before it; their statuses go round the
   * closed list.
   */
  static PlanView plan(String title, List<String> titles) {
    StringBuilder text =
        new StringBuilder("---\nstatus: approved\n---\n# " + title + "\n\n## Steps\n");
    titles.forEach(t -> text.append("\n### ").append(t).append('\n'));
    Plan plan =
        Identity.identify(
            PlanParser.parse(
                PATH, "", text.toString().getBytes(StandardCharsets.UTF_8), Settings.NONE),
            List.of(),
            Set.of(PATH));
    List<StepView> views = new ArrayList<>();
    List<StepStatus> statuses = List.of(StepStatus.values());
    for (Step step : plan.steps()) {
      views.add(view(step, statuses.get(views.size() % statuses.size())));
    }
    return new PlanView(plan, true, views);
  }

  private static StepView view(Step step, StepStatus status) {
    boolean started = status != StepStatus.WAITING && status != StepStatus.READY;
    return new StepView(
        step,
        status,
        status.word(),
        Told.of("because it is " + status.word()),
        started ? Set.of(Flag.CHANGED) : Set.of(),
        started ? Optional.of(issue(14)) : Optional.empty(),
        started ? Optional.of(Instant.parse("2026-03-07T10:00:00Z")) : Optional.empty(),
        List.of());
  }

  static JobLink issue(int number) {
    return new JobLink(new JobId.Issue(number), WEB + "/issues/" + number);
  }

  static Deed deed(Deed.Kind kind, Deed.Outcome outcome, String words) {
    ClaimKey key = new ClaimKey(new PlanId("upgrade"), new StepId("qa"), 2);
    return new Deed(kind, key, outcome, "#14", words, Optional.of(WEB + "/issues/14"));
  }

  static Problem problem(String message) {
    return new Problem(PATH, 3, 7, message, Optional.of("did you mean `x`?"));
  }

  static Report report(List<Deed> deeds, List<PlanView> plans, List<Problem> problems) {
    return new Report(
        Optional.of(new CommitId("0123456789012345678901234567890123456789")),
        deeds,
        plans,
        problems,
        List.of(),
        Optional.empty(),
        new Requests(4, 2),
        WEB);
  }
}
