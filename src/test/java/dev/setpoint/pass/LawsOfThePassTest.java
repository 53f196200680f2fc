package dev.setpoint.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.diff.StepView;
import dev.setpoint.execute.Done;
import dev.setpoint.plan.StepId;
import dev.setpoint.report.Pass;
import dev.setpoint.sandbox.world.Issue;
import dev.setpoint.sandbox.world.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * For any generated plan and any order in which its jobs end: the text outside the block is
 * untouched, a second pass writes nothing, and no step starts before what it needs is done. Through
 * the real edges.
 */
class LawsOfThePassTest {
  private static final String PATH = "plans/generated.md";
  private static final int MOST_ROUNDS = 30;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theLawsHoldUntilThePlanIsDone(long seed) throws IOException {
    Random random = new Random(seed);
    String plan = plan(random);
    try (Shop shop = new Shop()) {
      shop.github
          .as("alice")
          .pushes("main", ".github/workflows/deploy.yml", Shop.DEPLOY, "Workflow");
      shop.github.as("alice").pushes("main", PATH, plan, "Plan");
      Set<StepId> done = new HashSet<>();
      boolean finished = false;
      for (int round = 0; round < MOST_ROUNDS && !finished; round++) {
        Pass pass = shop.pass();
        assertThat(pass.failure()).as("seed %d", seed).isEmpty();
        assertThat(outside(shop.plan(PATH))).as("seed %d", seed).isEqualTo(plan);
        List<StepView> steps = pass.decision().plans().getFirst().steps();
        steps.stream().filter(s -> s.status().satisfies()).forEach(s -> done.add(s.step().id()));
        for (Done deed : pass.done()) {
          StepView step =
              steps.stream()
                  .filter(s -> s.step().id().equals(deed.command().step()))
                  .findFirst()
                  .orElseThrow();
          assertThat(done)
              .as("seed %d: %s started too early", seed, step.step().id())
              .containsAll(step.step().needs());
        }
        assertSecondPassIsSilent(shop, seed);
        finished = pass.decision().plans().getFirst().isDone();
        endSomething(shop, random);
      }
      assertThat(finished).as("seed %d ends", seed).isTrue();
    }
  }

  private static void assertSecondPassIsSilent(Shop shop, long seed) throws IOException {
    shop.github.requests().reset();
    Pass idle = shop.pass();
    assertThat(idle.done()).as("seed %d", seed).isEmpty();
    assertThat(shop.github.requests().writes()).as("seed %d", seed).isZero();
    assertThat(shop.github.requests().gitPushes()).as("seed %d", seed).isZero();
  }

  private static void endSomething(Shop shop, Random random) {
    List<Runnable> ends = new ArrayList<>();
    for (Issue issue : shop.github.repo().issues().all()) {
      if (issue.isOpen()) {
        ends.add(() -> shop.github.as("bob").closes(issue.number()));
      }
    }
    for (Run run : shop.github.repo().runs().all()) {
      if (!run.isCompleted()) {
        String how =
            run.inputs().get("setpoint").contains("/1/") && random.nextBoolean()
                ? "failure"
                : "success";
        ends.add(() -> shop.github.repo().runs().complete(run.id(), how));
      }
    }
    if (!ends.isEmpty()) {
      ends.get(random.nextInt(ends.size())).run();
    }
  }

  private static String outside(String text) {
    int from = text.indexOf("<!-- setpoint:status");
    String end = "<!-- /setpoint:status -->\n\n";
    return from < 0
        ? text
        : text.substring(0, from) + text.substring(text.indexOf(end) + end.length());
  }

  private static String plan(Random random) {
    StringBuilder text =
        new StringBuilder(
            "---\nstatus: approved\n---\n\n# Generated plan\n\n\tOdd  text,\ttabs and ünïcödé. \n\n## Steps\n");
    int steps = 3 + random.nextInt(4);
    for (int s = 0; s < steps; s++) {
      text.append("\n### Step ").append((char) ('a' + s)).append("\n\n");
      int kind = random.nextInt(3);
      if (kind == 0) {
        text.append("- workflow: deploy.yml\n- retries: 1\n");
      }
      if (s > 0 && random.nextBoolean()) {
        text.append("- needs: step-").append((char) ('a' + random.nextInt(s))).append('\n');
      } else if (random.nextInt(4) == 0) {
        text.append("- needs: nothing\n");
      }
      text.append("\nDo it  well.   \n");
    }
    return text.toString();
  }
}
