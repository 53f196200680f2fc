package dev.setpoint.simulation;

import dev.setpoint.diff.Flag;
import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.StepId;
import dev.setpoint.report.Pass;
import java.util.List;
import java.util.Optional;

/**
 * What people write in their plans when the trouble is over: they mend what they broke, and say
 * what they are asked.
 */
final class Mending {
  private final World world;
  private final Story story;
  private final Writers writers;
  private int ids;

  Mending(World world, Story story, Writers writers) {
    this.world = world;
    this.story = story;
    this.writers = writers;
  }

  /** What a look at the plans asks people to write: whether they wrote anything. */
  boolean plans(Pass pass) {
    boolean any = nameTheirSteps(pass);
    any |= tellTwinsApart(pass);
    any |= mendTheirPaths(pass);
    any |= giveUpWhatNobodyRemembers(pass);
    return any;
  }

  /** All that people or the world took away is given back. */
  void whatTheyBroke() {
    world.branchProtected = false;
    world.pushForbidden = false;
    world.writers.put("alice", true);
    world.writers.put("bob", true);
    for (int i = 0; i < Outsiders.WORDS.size(); i++) {
      world.outsiders.happens(i, world.clock.now());
    }
    for (PlanDraft plan : story.plans) {
      boolean stuck = false;
      for (StepDraft step : plan.steps) {
        if (step.how instanceof StepDraft.How.Sub(PlanDraft sub) && (sub.gone || sub.hopeless)) {
          step.how = new StepDraft.How.Person();
          stuck = true;
        }
        // Files that were exchanged since: it names a plan that nobody wants to get done.
        stuck |= step.how instanceof StepDraft.How.Sub(PlanDraft sub) && !names(plan, sub);
      }
      boolean fine = plan.status.equals("approved") && plan.poison.isEmpty() && !stuck;
      if (!plan.gone && !plan.hopeless && !fine) {
        plan.status = "approved";
        plan.poison = "";
        writers.write(plan, plan.path, true, "approved and mended");
      }
    }
  }

  private boolean names(PlanDraft plan, PlanDraft sub) {
    GitServer.Blob file = world.git.tip().tree().get(plan.path);
    return file == null || file.text().contains(sub.path);
  }

  /** Where a step may be a renamed one, a person says which it is. */
  private boolean nameTheirSteps(Pass pass) {
    boolean any = false;
    for (PlanView view : pass.decision().plans()) {
      for (StepView step : view.steps()) {
        boolean unclear =
            step.step().problems().stream().anyMatch(p -> p.message().contains("renamed step"));
        if (unclear) {
          any |= name(view, step.step().title());
        }
      }
    }
    return any;
  }

  /** Of two files that could be one plan, a new one gets another name, a copy loses its block. */
  private boolean tellTwinsApart(Pass pass) {
    boolean any = false;
    for (PlanView view : pass.decision().plans()) {
      for (Problem problem : view.plan().problems()) {
        if (problem.message().contains("` is the plan `")) {
          any |= tellApart(view.plan().path(), problem.hint().orElse(""));
        }
      }
    }
    return any;
  }

  private boolean tellApart(PlanPath path, String hint) {
    for (PlanDraft plan : story.plans) {
      if (plan.path.equals(path.value()) && !plan.gone && !plan.hopeless) {
        boolean rename = hint.contains("give its file another name");
        if (!rename && !plan.copied) {
          return false;
        }
        if (rename) {
          plan.path = "plans/other-" + ++ids + ".md";
        } else {
          plan.id = Optional.empty();
          world.oracle.text.forget();
        }
        writers.write(plan, path.value(), rename, "told apart: " + plan.path);
        story.plans.stream()
            .filter(p -> rename && !p.gone && !p.hopeless && p.namesAsSubPlan(plan))
            .forEach(p -> writers.write(p, p.path, true, "the path of its sub-plan"));
        return true;
      }
    }
    return false;
  }

  private boolean name(PlanView view, String title) {
    for (PlanDraft plan : story.plans) {
      for (StepDraft step : plan.steps) {
        if (plan.path.equals(view.plan().path().value())
            && plan.resolved(step.title()).equals(title)) {
          step.id =
              Optional.of(
                  world
                      .oracle
                      .jobs
                      .startedAs(view.plan().id(), step.titles)
                      .map(StepId::value)
                      .orElse("own-" + ++ids));
          writers.write(plan, plan.path, true, "an id for " + title);
          return true;
        }
      }
    }
    return false;
  }

  /** Where a plan that a step names was moved before it was known, its path is written anew. */
  private boolean mendTheirPaths(Pass pass) {
    boolean any = false;
    for (PlanView view : pass.decision().plans()) {
      boolean lost =
          view.plan().steps().stream()
              .flatMap(s -> s.problems().stream())
              .anyMatch(
                  p ->
                      p.message().contains("there is no plan")
                          || p.message().contains("plans wait for each other"));
      for (PlanDraft plan : lost ? story.plans : List.<PlanDraft>of()) {
        if (!plan.gone && !plan.hopeless && plan.path.equals(view.plan().path().value())) {
          writers.write(plan, plan.path, true, "the paths of its sub-plans");
          any = true;
        }
      }
    }
    return any;
  }

  /** A step that only waits, and whose row shows a job that nobody remembers, is skipped. */
  private boolean giveUpWhatNobodyRemembers(Pass pass) {
    boolean any = false;
    for (PlanView view : pass.decision().plans()) {
      for (StepView step : view.steps()) {
        if (step.step().kind() instanceof Kind.Waiting && step.flags().contains(Flag.VANISHED)) {
          any |= skip(view, step);
        }
      }
    }
    return any;
  }

  private boolean skip(PlanView view, StepView step) {
    for (PlanDraft plan : story.plans) {
      for (StepDraft draft : plan.steps) {
        if (!plan.gone
            && !plan.hopeless
            && plan.path.equals(view.plan().path().value())
            && draft.skip.isEmpty()
            && plan.resolved(draft.title()).equals(step.step().title())) {
          draft.skip = Optional.of("nobody remembers what it was");
          writers.write(plan, plan.path, true, "a skip of " + step.step().id());
          return true;
        }
      }
    }
    return false;
  }
}
