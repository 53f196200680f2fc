package dev.setpoint.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.diff.PlanView;
import dev.setpoint.job.Issue;
import dev.setpoint.job.Run;
import dev.setpoint.report.Pass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real pass with much to do, in memory. */
class VolumeTest {
  private static final List<Optional<Workflow>> KINDS =
      List.of(Optional.empty(), Optional.of(Workflow.GUARDED), Optional.of(Workflow.NAMED));

  @Test
  void jobsByTwoPassesAtATimeAreOpenedOnceEach() {
    open(3);
  }

  @Tag("soak")
  @Test
  void tenThousandJobsByTwoPassesAtATimeAreOpenedOnceEach() {
    open(50);
  }

  private static void open(int repositories) {
    onVirtualThread(
        () -> {
          int jobs = 0;
          for (int repository = 0; repository < repositories; repository++) {
            World world = new World(Mutant.NONE, true, false);
            Story story = unblocked(1, 200);
            story.begin(world);

            new Crew(world, Choices.of(repository), Duration.ofMillis(100)).run(2);

            assertThat(world.issues.all().size() + world.runs.all().size()).isEqualTo(200);
            jobs += 200;
          }
          assertThat(jobs).isEqualTo(repositories * 200);
        });
  }

  @Test
  void aThousandStepsAtOnceMeetNoLimitOfGitHubs() {
    onVirtualThread(
        () -> {
          World world = new World(Mutant.NONE, true, false);
          world.limits = Optional.of(new CreationLimits());
          Story story = unblocked(20, 50);
          story.plans.forEach(p -> p.steps.forEach(s -> s.how = new StepDraft.How.Person()));
          story.begin(world);
          Crew crew = new Crew(world, Choices.of(1), Duration.ofMillis(100));

          int passes = 0;
          while (jobs(world) < 1000 && passes++ < 40) {
            crew.run(1);
            world.advance(Duration.ofMinutes(30));
          }

          assertThat(jobs(world)).isEqualTo(1000);
          assertThat(world.limits.get().hits()).isZero();
        });
  }

  @Test
  void aHundredPassesOverASettledWorldWriteNothing() {
    onVirtualThread(
        () -> {
          World world = new World(Mutant.NONE, true, false);
          unblocked(3, 6).begin(world);
          Crew crew = new Crew(world, Choices.of(1), Duration.ofSeconds(1));
          crew.run(1);
          people(world);
          crew.run(1);
          long before = world.clock.moment();

          for (int i = 0; i < 100; i++) {
            crew.run(1);
          }

          assertThat(world.clock.moment()).isEqualTo(before);
        });
  }

  @Test
  void onePoisonedPlanAmongAHundredHarmsNoOther() {
    onVirtualThread(
        () -> {
          World world = new World(Mutant.NONE, true, false);
          Story story = unblocked(100, 1);
          story.plans.get(41).poison = "what: is this\n";
          story.begin(world);
          Crew crew = new Crew(world, Choices.of(1), Duration.ofMillis(100));
          crew.run(1);
          people(world);

          Pass last = crew.run(1).orElseThrow();

          List<PlanView> plans = last.decision().plans();
          assertThat(plans).filteredOn(PlanView::isDone).hasSize(99);
          assertThat(plans)
              .filteredOn(p -> !p.plan().problems().isEmpty())
              .singleElement()
              .satisfies(p -> assertThat(p.plan().path().value()).isEqualTo("plans/p41.md"));
        });
  }

  private static int jobs(World world) {
    return world.issues.all().size() + world.runs.all().size();
  }

  private static void people(World world) {
    for (Runs.Job job : world.runs.all()) {
      while (!job.isOver()) {
        world.runner.advance(job, Run.State.SUCCESS, "success");
      }
    }
    for (Issues.Ticket ticket : world.issues.all()) {
      world.issues.close(ticket.number, Issue.State.COMPLETED, "alice");
    }
  }

  private static Story unblocked(int plans, int steps) {
    Story story = Story.simple(Choices.of(0), List.of());
    story.plans.clear();
    for (int p = 0; p < plans; p++) {
      PlanDraft plan = new PlanDraft("plans/p" + p + ".md", "P" + p);
      for (int s = 0; s < steps; s++) {
        StepDraft step = new StepDraft(s, plan.freshTitle(), "Do it.");
        step.needs = Optional.of(StepDraft.Needs.NOTHING);
        KINDS
            .get(s % KINDS.size())
            .ifPresent(workflow -> step.how = new StepDraft.How.Dispatch(workflow));
        plan.steps.add(step);
      }
      story.plans.add(plan);
    }
    return story;
  }

  private static void onVirtualThread(Runnable body) {
    AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    body.run();
                  } catch (Throwable e) {
                    failure.set(Optional.of(e));
                  }
                });
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    failure
        .get()
        .ifPresent(
            e -> {
              throw new AssertionError(e.getMessage(), e);
            });
  }
}
