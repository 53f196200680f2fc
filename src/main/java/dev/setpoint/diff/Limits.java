package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.plan.PlanId;
import dev.setpoint.read.Snapshot;
import dev.setpoint.read.WorkflowFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds back starts that limits spanning steps forbid, before anything is claimed; in the plans'
 * order.
 */
final class Limits {
  /**
   * GitHub asks for few creations at a time; what is left follows in the next batch of the same
   * pass.
   */
  static final int BATCH = 20;

  /** GitHub lets 500 things be created in an hour; comments and questions need some of them. */
  static final int MOST_AN_HOUR = 400;

  private static final Duration HOUR = Duration.ofHours(1);

  private final Snapshot seen;
  private final Map<PlanId, Integer> openOfPlan = new HashMap<>();
  private final Set<String> busyWorkflows = new HashSet<>();
  private int open;
  private int starting;
  private int lastHour;

  Limits(Snapshot seen) {
    this.seen = seen;
    Attempts attempts = new Attempts(seen);
    for (Claim claim : seen.ledger().attempts().values()) {
      if (claim.at().isAfter(seen.now().minus(HOUR))) {
        lastHour++;
      }
      // What was seen to have ended, or to be gone, takes nobody's place, recorded or not; nor does
      // what is proven not to exist: it takes one when it is started again.
      if (!claim.key().step().isAsk()
          && claim.phase().mayBeOpen()
          && takesAPlace(attempts.standing(claim), attempts)) {
        count(claim.key().plan(), claim.facts().workflow());
      }
    }
  }

  private static boolean takesAPlace(Standing standing, Attempts attempts) {
    boolean absent =
        standing instanceof Standing.Starting && attempts.mayTakeOver(standing.claim());
    return !standing.isOver() && !absent;
  }

  /** One plan's cases, with those starts held back that would be one too many. */
  List<Case> on(List<Case> cases) {
    List<Case> result = new ArrayList<>(cases.size());
    for (Case c : cases) {
      Todo todo = c.todo();
      for (Command.Start question : c.todo().starts()) {
        if (batchIsFull()) {
          todo = todo.without(question);
        } else {
          starting++;
        }
      }
      result.add(c.holding(todo, c.start().flatMap(start -> admit(c))));
    }
    return result;
  }

  private boolean batchIsFull() {
    return starting >= BATCH;
  }

  private Optional<String> admit(Case c) {
    if (lastHour + starting >= MOST_AN_HOUR) {
      return Optional.of("GitHub lets only so much be created in an hour");
    }
    if (batchIsFull()) {
      return Optional.of("its turn comes with the next batch");
    }
    Optional<Integer> most = c.plan().maxOpenJobs();
    if (most.filter(n -> openOfPlan.getOrDefault(c.plan().id(), 0) >= n).isPresent()) {
      return Optional.of("the plan allows " + jobs(most.get()) + " at a time");
    }
    Optional<Integer> all = seen.settings().maxOpenJobs();
    if (all.filter(n -> open >= n).isPresent()) {
      return Optional.of("the repository allows " + jobs(all.get()) + " at a time");
    }
    String file = Drafts.workflow(c.step());
    WorkflowFile workflow = seen.workflows().get(file);
    if (workflow != null && workflow.concurrent() && busyWorkflows.contains(file)) {
      return Optional.of(
          "another run of `" + file + "`, which allows one at a time, has to end first");
    }
    starting++;
    count(c.plan().id(), file);
    return Optional.empty();
  }

  private static String jobs(int most) {
    return most == 1 ? "1 open job" : most + " open jobs";
  }

  private void count(PlanId plan, String workflow) {
    open++;
    openOfPlan.merge(plan, 1, Integer::sum);
    if (!workflow.isEmpty()) {
      busyWorkflows.add(workflow);
    }
  }
}
