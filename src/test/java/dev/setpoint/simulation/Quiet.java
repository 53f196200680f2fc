package dev.setpoint.simulation;

import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.job.Run;
import dev.setpoint.job.Wish;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.PlanId;
import dev.setpoint.plan.StepStatus;
import dev.setpoint.report.Pass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The quiet time after the trouble: nothing fails any more, runs succeed, people do what they are
 * asked and mend what they broke. Then every plan must get done within a bounded number of passes,
 * and after that nothing may move.
 */
final class Quiet {
  /** Passes of the quiet time are numbered from here. */
  static final int FIRST = 900_000;

  /** So many passes, and so many more for each step. */
  private static final int MOST_ROUNDS = 25;

  private static final int ROUNDS_A_STEP = 3;

  /** Runs one pass by itself. */
  interface Alone {
    Optional<Pass> run(Actor actor);
  }

  private final World world;
  private final Story story;
  private final Alone alone;
  private final LeftOut leftOut;
  private final Mending mending;
  private final Helpers helpers;
  private int passes = FIRST;

  Quiet(World world, Story story, Writers writers, Alone alone) {
    this.world = world;
    this.story = story;
    this.alone = alone;
    this.leftOut = new LeftOut(story);
    this.mending = new Mending(world, story, writers);
    this.helpers = new Helpers(world, leftOut);
  }

  void untilDone() {
    while (world.anythingOnTheWire()) {
      world.arrive(0);
    }
    mending.whatTheyBroke();
    List<Wish> wishes = new ArrayList<>();
    Optional<Pass> last = Optional.empty();
    int steps = story.plans.stream().mapToInt(p -> p.steps.size()).sum();
    for (int round = 1; round <= MOST_ROUNDS + ROUNDS_A_STEP * steps; round++) {
      boolean moved = runsSucceed();
      moved |= helpers.work(round);
      // Who asks in vain, because it is not their turn, waits.
      world.advance(round % 6 == 0 ? Duration.ofDays(1) : Duration.ofMinutes(25));
      long before = world.clock.moment();
      last = pass(wishes);
      moved |= world.clock.moment() != before;
      boolean vain = !wishes.isEmpty() && last.get().refusals().size() == wishes.size();
      List<Wish> asked = wishes;
      wishes = last.map(helpers::wishes).orElse(List.of());
      moved |= !wishes.isEmpty() && !(vain && wishes.equals(asked));
      moved |= last.filter(mending::plans).isPresent();
      if (!moved && last.filter(this::isTimeWaitedFor).isPresent()) {
        world.log.say(() -> "a day passes");
        world.advance(Duration.ofDays(1));
        moved = true;
      }
      if (!moved) {
        settled(last.orElseThrow());
        return;
      }
    }
    throw new Violation("21 plans get done when faults stop", said(last));
  }

  private Optional<Pass> pass(List<Wish> wishes) {
    Actor actor = new Actor(++passes, Actor.Kind.RECONCILE, wishes);
    world.log.say(() -> actor + " begins " + wishes);
    return alone.run(actor);
  }

  /** Whether there is nothing to do but to wait for a moment. */
  private boolean isTimeWaitedFor(Pass pass) {
    return pass.decision().plans().stream()
        .filter(v -> !leftOut.isHopeless(v.plan().path()) && !leftOut.isLeftOut(v, pass))
        .flatMap(v -> v.steps().stream())
        .anyMatch(
            s ->
                (s.step().kind() instanceof Kind.Wait || s.step().kind() instanceof Kind.Until)
                    && s.status() == StepStatus.WAITING
                    && s.words().contains("waiting until"));
  }

  private boolean runsSucceed() {
    boolean any = false;
    for (Runs.Job job : world.runs.all()) {
      while (!job.isOver()) {
        any = true;
        world.runner.advance(job, Run.State.SUCCESS, "success");
      }
    }
    return any;
  }

  /** Nothing moved: everything must be done, and stay so. */
  private void settled(Pass pass) {
    for (PlanDraft draft : story.plans) {
      if (draft.gone || draft.hopeless) {
        continue;
      }
      PlanView view =
          pass.decision().plans().stream()
              .filter(p -> p.plan().path().value().equals(draft.path))
              .findFirst()
              .orElseThrow(() -> new Violation("21 plans get done when faults stop", draft.path));
      if (leftOut.isLeftOut(view, pass)) {
        continue;
      }
      if (!view.isDone() || view.steps().size() != draft.steps.size()) {
        throw new Violation("21 plans get done when faults stop", said(Optional.of(pass)));
      }
      if (draft
          .id
          .filter(id -> !id.equals(view.plan().id()) && isBegun(draft, id))
          .filter(id -> !isTwins(id, pass))
          .isPresent()) {
        throw new Violation(
            "1 a moved plan does not start over", draft.path + " became " + view.plan().id());
      }
      sameAsCalm(draft, view);
    }
    // What a plan without a turn has claimed waits with it.
    world.oracle.jobs.atRest(id -> leftOut.isHopeless(id, pass) || leftOut.isLeftOut(id, pass));
    // The moments that plans without a turn wait for come all the same.
    world.advance(Duration.ofDays(3));
    pass(List.of());
    long before = world.clock.moment();
    GitServer.Commit tip = world.git.tip();
    world.advance(Duration.ofMinutes(5));
    pass(List.of());
    if (world.clock.moment() != before) {
      throw new Violation(
          "23 a fixpoint writes nothing", "a pass over a settled world wrote" + edits(tip));
    }
  }

  // A copy that was exchanged with other files may stand where its original stood: nobody can tell
  // the two apart, and one of them goes on.
  private boolean isTwins(PlanId id, Pass pass) {
    return pass.decision().plans().stream()
        .filter(v -> v.plan().id().equals(id))
        .flatMap(v -> story.plans.stream().filter(d -> d.path.equals(v.plan().path().value())))
        .anyMatch(d -> d.copied && !d.gone);
  }

  // The claim that was there when a plan was moved may have been let go before anything came of it.
  private boolean isBegun(PlanDraft draft, PlanId id) {
    return draft.steps.stream().anyMatch(s -> world.oracle.jobs.isBegun(id, s.titles));
  }

  private String edits(GitServer.Commit before) {
    StringBuilder text = new StringBuilder();
    world
        .git
        .tip()
        .tree()
        .forEach(
            (path, blob) -> {
              GitServer.Blob was = before.tree().get(path);
              if (was != null && !was.id().equals(blob.id())) {
                text.append('\n').append(path).append(TextOracle.block(was.text()));
                text.append("\n→ ").append(TextOracle.block(blob.text()));
              }
            });
    return text.toString();
  }

  // A calm run of the same text ends with each step done, or skipped where the plan says so.
  private void sameAsCalm(PlanDraft draft, PlanView view) {
    for (int i = 0; i < draft.steps.size(); i++) {
      StepDraft wanted = draft.steps.get(i);
      StepView is = view.steps().get(i);
      boolean skipped = wanted.skip.isPresent() || wanted.skippable;
      boolean fits =
          is.status() == StepStatus.DONE || (skipped && is.status() == StepStatus.SKIPPED);
      if (!fits || !is.step().title().equals(draft.resolved(wanted.title()))) {
        throw new Violation("21 the same end as the calm run", draft.path + " " + wanted.title());
      }
    }
    GitServer.Blob file = world.git.tip().tree().get(draft.path);
    String text = file == null ? "" : file.text();
    if (!text.equals(draft.lastText(TextOracle.block(text)))) {
      throw new Violation("9 a person's text is preserved", draft.path + "\n" + text);
    }
  }

  private static String said(Optional<Pass> pass) {
    StringBuilder text = new StringBuilder();
    pass.ifPresent(
        p -> {
          p.decision()
              .plans()
              .forEach(
                  plan -> {
                    text.append('\n').append(plan.plan().path()).append(plan.plan().problems());
                    plan.steps()
                        .forEach(
                            s ->
                                text.append("\n  ")
                                    .append(s.step().id())
                                    .append(": ")
                                    .append(s.status())
                                    .append(' ')
                                    .append(s.flags())
                                    .append(" — ")
                                    .append(s.why()));
                  });
          text.append("\ndone ").append(p.done()).append("\nrefusals ").append(p.refusals());
          text.append("\nfailure ").append(p.failure());
        });
    return text.toString();
  }
}
