package dev.setpoint.setup;

import dev.setpoint.diff.Decision;
import dev.setpoint.diff.PlanView;
import dev.setpoint.job.Ledger;
import dev.setpoint.job.Ref;
import dev.setpoint.plan.Escape;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.Settings;
import dev.setpoint.read.NamedWorkflow;
import dev.setpoint.read.PlanFile;
import dev.setpoint.read.Snapshots;
import dev.setpoint.read.Tip;
import dev.setpoint.read.WorkflowFile;
import dev.setpoint.read.Workflows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is missing in a repository for its plans to move, and how to mend it. */
public final class Checkup {
  private static final int MOST_ODD = 5;

  private final List<Finding> findings = new ArrayList<>();

  private Checkup() {}

  /**
   * Everything that was looked at, in the order in which one mends it.
   *
   * @param tip the plans and workflows; empty where git could not read them
   * @param decision where each step stands; empty where its job could not be looked at
   * @param trouble why one of these is empty
   */
  public static List<Finding> of(
      Facts facts, Optional<Tip> tip, Optional<Decision> decision, Optional<String> trouble) {
    Checkup checkup = new Checkup();
    checkup.findings.addAll(Access.findings(facts));
    trouble.ifPresent(
        t ->
            checkup.add(
                tip.isEmpty()
                    ? Finding.wrong(
                        "plans", t, "once git can read the plan branch, ask the doctor again")
                    : Finding.wrong(
                        "jobs", t, "once they can be looked at, ask the doctor again")));
    tip.ifPresent(t -> checkup.tip(facts, t, decision));
    checkup.rate(facts.rate());
    return List.copyOf(checkup.findings);
  }

  private void add(Finding finding) {
    findings.add(finding);
  }

  private void tip(Facts facts, Tip tip, Optional<Decision> decision) {
    Optional<Settings.Read> settings = tip.settings().map(f -> Settings.parse(f.bytes()));
    settings
        .filter(s -> !s.problems().isEmpty())
        .ifPresent(s -> add(problems(Settings.PATH.value(), s.problems())));
    Map<String, WorkflowFile> workflows = Workflows.of(tip.workflows());
    List<Plan> plans =
        decision
            .map(d -> d.plans().stream().map(PlanView::plan).toList())
            .orElseGet(() -> Snapshots.plans(tip));
    branch(facts, tip, plans);
    odd(Ledger.of(tip.refs()));
    runner(facts, tip);
    decision.ifPresentOrElse(d -> d.plans().forEach(this::plan), () -> plans.forEach(this::plan));
    for (NamedWorkflow named : NamedWorkflow.by(plans, workflows)) {
      Optional<String> state = Optional.ofNullable(facts.workflows().get(named.file()));
      findings.addAll(WorkflowFindings.of(named, state, tip.defaultBranch()));
    }
    if (plans.isEmpty()) {
      add(
          Finding.note(
              "plans",
              "no file on `" + tip.branch() + "` is a plan yet",
              "`setpoint init` writes a first one, `setpoint import FILE` makes one of a"
                  + " checklist"));
    }
  }

  private void plan(Plan plan) {
    Stream<Problem> steps = plan.steps().stream().flatMap(s -> s.problems().stream());
    plan(plan, Stream.concat(plan.problems().stream(), steps).toList());
  }

  private void plan(PlanView view) {
    plan(view.plan(), StepFindings.problems(view));
    findings.addAll(StepFindings.of(view));
  }

  private void plan(Plan plan, List<Problem> problems) {
    add(
        problems.isEmpty()
            ? Finding.fine(plan.path().value(), lifecycle(plan))
            : problems(plan.path().value(), problems));
  }

  // Nobody but a person makes such refs; one in a claim's place holds its step back for ever.
  private void odd(Ledger ledger) {
    for (Ref ref : ledger.odd().stream().limit(MOST_ODD).toList()) {
      add(
          Finding.wrong(
              Escape.line(ref.name()),
              "is not a ref that Setpoint wrote, and is never touched; a step whose claim would"
                  + " stand there waits",
              "look at it, and if nobody needs it: git push origin --delete "
                  + Escape.line(ref.name())));
    }
  }

  // A block that was once written there shows that such a token may push; nothing else does before
  // it tries.
  private void branch(Facts facts, Tip tip, List<Plan> plans) {
    String name = "branch " + tip.branch();
    boolean written = plans.stream().anyMatch(p -> p.block().plan().isPresent());
    if (facts.guarded().filter(g -> g).isEmpty()) {
      add(Finding.fine(name, "holds the plans"));
    } else if (written) {
      add(Finding.fine(name, "is protected, and statuses have been written to it"));
    } else {
      add(
          Finding.wrong(
              name,
              "is protected, so that the token may not be let push the plans' statuses",
              "give Setpoint the token of an App that the protection lets pass (`with: token:`), or"
                  + " keep the plans on an unprotected branch (`branch: plans` in"
                  + " .github/setpoint.yml), whose changes are then not held up for review"));
    }
  }

  private void runner(Facts facts, Tip tip) {
    Optional<PlanFile> found = tip.workflows().stream().filter(Checkup::runsSetpoint).findFirst();
    if (found.isEmpty()) {
      add(
          Finding.note(
              "the Action",
              "no workflow on `" + tip.defaultBranch() + "` runs Setpoint",
              "`setpoint init` writes one; without it something else has to start every pass"));
      return;
    }
    String path = found.get().path().value();
    String state =
        facts.workflows().getOrDefault(path.substring(path.lastIndexOf('/') + 1), "active");
    add(
        state.equals("active")
            ? Finding.fine("the Action", path + " runs Setpoint")
            : Finding.wrong(
                "the Action", path + " is switched off (" + state + ")", WorkflowFindings.ENABLE));
  }

  private static boolean runsSetpoint(PlanFile workflow) {
    return workflow.path().value().equals(Starter.WORKFLOW)
        || Starter.runsSetpoint(new String(workflow.bytes(), StandardCharsets.UTF_8));
  }

  private static String lifecycle(Plan plan) {
    return plan.lifecycle() == Lifecycle.DRAFT
        ? "is a draft: nothing happens before its status says approved"
        : "is " + plan.lifecycle().word();
  }

  private static Finding problems(String file, List<Problem> problems) {
    Problem first = problems.getFirst();
    String number = problems.size() == 1 ? "a problem" : problems.size() + " problems, the first";
    return Finding.wrong(
        file,
        "has %s on line %d: %s".formatted(number, first.line(), first.message()),
        first.hint().orElse("`setpoint check` shows where"));
  }

  private void rate(Facts.Rate rate) {
    if (rate.limit() == 0) {
      // Nothing is known of one: the server has none, or did not accept the token.
      return;
    }
    String left = "%d of %d requests are left this hour".formatted(rate.remaining(), rate.limit());
    add(
        rate.remaining() * 20 >= rate.limit()
            ? Finding.fine("rate", left)
            : Finding.wrong(
                "rate", left, "wait until " + rate.reset() + ", or use a token of its own"));
  }
}
