package dev.setpoint.diff;

import dev.setpoint.job.Claim;
import dev.setpoint.job.ClaimKey;
import dev.setpoint.job.Wish;
import dev.setpoint.plan.Happening;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Lifecycle;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Step;
import dev.setpoint.read.Awaits;
import dev.setpoint.read.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Stage 2, the heart: compares the plans with the jobs and says what must be done and written.
 * Pure.
 */
public final class Diff {
  private Diff() {}

  /**
   * The whole difference between desired and actual state. Equal snapshots give equal decisions.
   */
  public static Decision between(Snapshot seen, List<Wish> asked) {
    List<Wish> wishes = Wishes.named(asked, seen.plans());
    Courses courses = new Courses(seen, wishes);
    // Each plan is decided by itself, so that every processor may help.
    List<List<Case>> plans =
        seen.plans().parallelStream()
            .map(
                p ->
                    p.problems().isEmpty()
                        ? Cases.of(courses.of(p.id()).orElseThrow(), courses, seen, wishes)
                        : List.<Case>of())
            .toList();
    Limits limits = new Limits(seen);
    List<List<Case>> limited = plans.stream().map(limits::on).toList();
    List<Case> cases = limited.stream().flatMap(List::stream).toList();
    Todo todo = new Orphans(seen, courses).withdrawn().and(Duplicates.closed(seen));
    List<Command> commands = new ArrayList<>(todo.commands());
    Map<ClaimKey, Claim> outcomes = new LinkedHashMap<>();
    todo.outcomes().forEach(c -> outcomes.put(c.key(), c));
    Drafts drafts = new Drafts(seen);
    for (Case c : cases) {
      commands.addAll(c.todo().commands());
      c.start().ifPresent(start -> commands.add(drafts.start(c, start)));
      c.todo().outcomes().forEach(o -> outcomes.put(o.key(), o));
    }
    List<PlanView> views = views(seen, courses.memory(), limited);
    commands.addAll(Answers.to(seen, cases, views, List.copyOf(commands)));
    return new Decision(
        List.copyOf(commands),
        views,
        List.copyOf(outcomes.values()),
        Wishes.unfulfilled(wishes, commands, views, seen),
        Ahead.of(cases, seen));
  }

  /**
   * What the decision on this snapshot waits for outside the plans: what it is the turn of, and
   * nothing else.
   */
  public static Awaits awaited(Snapshot seen) {
    Courses courses = new Courses(seen, List.of());
    Set<Happening> happenings = new LinkedHashSet<>();
    boolean moment = false;
    for (Plan plan : seen.plans()) {
      if (plan.problems().isEmpty() && plan.lifecycle() == Lifecycle.APPROVED) {
        Course course = courses.of(plan.id()).orElseThrow();
        for (Step step : plan.steps()) {
          if (step.kind() instanceof Kind.Waiting waiting && course.isNext(step)) {
            switch (waiting) {
              case Kind.Event event -> happenings.add(event.what());
              case Kind.Wait wait -> moment = true;
              case Kind.Until until -> moment = true;
              case Kind.SubPlan sub -> {}
            }
          }
        }
      }
    }
    return new Awaits(happenings, moment);
  }

  private static List<PlanView> views(Snapshot seen, Memory memory, List<List<Case>> cases) {
    return IntStream.range(0, cases.size())
        .parallel()
        .mapToObj(
            i -> {
              Plan plan = seen.plans().get(i);
              return Views.of(plan, isLive(plan, memory), cases.get(i), seen.now());
            })
        .toList();
  }

  private static boolean isLive(Plan plan, Memory memory) {
    return plan.problems().isEmpty()
        && (plan.lifecycle() != Lifecycle.DRAFT || !memory.of(plan.id()).isEmpty());
  }
}
