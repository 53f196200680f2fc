package dev.setpoint.read;

import dev.setpoint.plan.Happening;
import dev.setpoint.plan.Kind;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.Problem;
import dev.setpoint.plan.Step;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks at what steps wait for outside their plans, when it is their turn and not before: each
 * costs a request.
 *
 * @param awaited what the present decision waits for
 */
record Surroundings(Outside outside, Function<Snapshot, Awaits> awaited) {

  /** The same snapshot with what was seen outside. */
  Snapshot in(Snapshot seen) {
    boolean any =
        seen.plans().stream()
            .flatMap(p -> p.steps().stream())
            .anyMatch(s -> s.kind() instanceof Kind.Waiting);
    if (!any) {
      return seen;
    }
    Map<Happening, Outside.Seen> answers = new HashMap<>();
    Awaits awaits = awaited.apply(seen);
    for (Happening what : awaits.happenings()) {
      answers.put(what, look(what));
    }
    List<Plan> plans = seen.plans().stream().map(p -> told(p, answers, seen)).toList();
    Snapshot told = seen.with(plans, Map.copyOf(answers));
    return awaits.moment() && !seen.clockTrusted() ? now().map(told::at).orElse(told) : told;
  }

  // Without jobs in flight nobody has asked GitHub anything, and a machine's clock may be wrong.
  private Optional<Instant> now() {
    try {
      return Optional.of(outside.now());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  // One plan's neighbour must not stop the others: what cannot be read has not happened yet, and
  // the next pass looks again.
  private Outside.Seen look(Happening what) {
    try {
      return outside.look(what);
    } catch (IOException e) {
      return new Outside.Seen.NotYet();
    }
  }

  private static Plan told(Plan plan, Map<Happening, Outside.Seen> answers, Snapshot seen) {
    List<Step> steps = new ArrayList<>();
    boolean any = false;
    for (Step step : plan.steps()) {
      Optional<Outside.Seen.Never> never =
          step.kind() instanceof Kind.Event event
                  && answers.get(event.what()) instanceof Outside.Seen.Never n
              ? Optional.of(n)
              : Optional.empty();
      any |= never.isPresent();
      steps.add(never.map(n -> with(plan, step, n, seen)).orElse(step));
    }
    return any ? plan.withSteps(List.copyOf(steps)) : plan;
  }

  private static Step with(Plan plan, Step step, Outside.Seen.Never never, Snapshot seen) {
    byte[] source =
        seen.tip().plans().stream()
            .filter(f -> f.path().equals(plan.path()))
            .findFirst()
            .map(PlanFile::bytes)
            .orElse(new byte[0]);
    FieldPlace place = FieldPlace.of(source, step, "until");
    List<Problem> problems = new ArrayList<>(step.problems());
    problems.add(
        new Problem(
            plan.path(), place.line(), place.column(), never.why(), Optional.of(never.hint())));
    return step.withProblems(problems);
  }
}
