package dev.setpoint.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.plan.Condition;
import dev.setpoint.plan.Identity;
import dev.setpoint.plan.Plan;
import dev.setpoint.plan.PlanParser;
import dev.setpoint.plan.PlanPath;
import dev.setpoint.plan.Settings;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rule of turns, on random plans, against its definition written down plainly. */
class TurnsTest {
  private static final int PLANS = 300;
  private static final List<Fate> FATES = List.of(Fate.values());
  private static final List<String> CONDITIONS =
      List.of(
          "",
          "",
          "",
          "failed()",
          "always()",
          "success()",
          "steps.NAMED.outcome == 'failed'",
          "failed() && steps.NAMED.outcome == 'done'",
          "vars.x == 'y'");

  @Test
  void aTurnComesWhenTheDefinitionSaysSo() {
    Random random = new Random(20261126);
    int come = 0;
    int wait = 0;
    for (int i = 0; i < PLANS; i++) {
      Plan plan = plan(random, 3 + random.nextInt(6));
      Map<StepId, Fate> fates = new HashMap<>();
      Set<StepId> started = new HashSet<>();
      for (Step step : plan.steps()) {
        Fate fate = FATES.get(random.nextInt(FATES.size()));
        fates.put(step.id(), fate);
        if (fate != Fate.OPEN || random.nextInt(4) == 0) {
          started.add(step.id());
        }
      }
      Turns turns = new Turns(plan, fates::get, started::contains);
      Definition definition = new Definition(plan, fates, started);
      for (Step step : plan.steps()) {
        boolean has = turns.blockers(step).isEmpty();
        assertThat(has)
            .as("%s of %s with %s, started %s", step.id(), plan.steps(), fates, started)
            .isEqualTo(definition.hasCome(step));
        come += has ? 1 : 0;
        wait += has ? 0 : 1;
      }
    }
    assertThat(come).isGreaterThan(200);
    assertThat(wait).isGreaterThan(200);
  }

  private static Plan plan(Random random, int size) {
    StringBuilder text =
        new StringBuilder("---\nstatus: approved\nvars: { x: y }\n---\n# T\n\n## Steps\n\n");
    for (int i = 0; i < size; i++) {
      text.append("### S").append(i).append("\n\n");
      List<String> needs = new ArrayList<>();
      for (int j = 0; j < i; j++) {
        if (random.nextInt(3) == 0) {
          needs.add("s" + j);
        }
      }
      text.append("- needs: ")
          .append(needs.isEmpty() ? "nothing" : String.join(", ", needs))
          .append('\n');
      String condition = CONDITIONS.get(random.nextInt(CONDITIONS.size()));
      if (i > 0 && !condition.isEmpty()) {
        text.append("- if: ")
            .append(condition.replace("NAMED", "s" + random.nextInt(i)))
            .append('\n');
      }
      text.append('\n');
    }
    PlanPath path = new PlanPath("plans/p.md");
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    Plan plan =
        Identity.identify(
            PlanParser.parse(path, "", bytes, Settings.NONE), List.of(), Set.of(path));
    assertThat(plan.problems()).isEmpty();
    return plan;
  }

  /** What the documentation of {@link Turns} says, word by word, without a thought for speed. */
  private record Definition(Plan plan, Map<StepId, Fate> fates, Set<StepId> started) {
    boolean hasCome(Step step) {
      Set<StepId> named = named(step);
      boolean asks = step.terms().when().filter(Condition::asks).isPresent();
      for (Step ancestor : ancestors(step)) {
        boolean passes =
            fate(ancestor).satisfies()
                || (asks && (fate(ancestor).isBad() || isOutOfReach(ancestor)))
                || (named.contains(ancestor.id()) && fate(ancestor).isBad())
                || (!asks && !named.isEmpty() && isOutOfReach(ancestor));
        if (!passes) {
          return false;
        }
      }
      return named.stream()
          .map(id -> plan.step(id).orElseThrow())
          .allMatch(n -> fate(n) != Fate.OPEN || (asks && isOutOfReach(n)));
    }

    /** Never started, and cannot, for what holds it back is bad or itself out of reach. */
    boolean isOutOfReach(Step step) {
      if (fate(step) != Fate.OPEN || started.contains(step.id()) || hasCome(step)) {
        return false;
      }
      return ancestorsAndNamed(step).stream()
          .filter(a -> isInTheWay(step, a))
          .anyMatch(a -> fate(a).isBad() || isOutOfReach(a));
    }

    /** Whether it is among the nearest that hold the step back. */
    private boolean isInTheWay(Step step, Step other) {
      return new Turns(plan, fates::get, started::contains).blockers(step).contains(other);
    }

    private Fate fate(Step step) {
      return fates.getOrDefault(step.id(), Fate.OPEN);
    }

    private static Set<StepId> named(Step step) {
      return step.terms().when().map(Condition::steps).orElse(Set.of());
    }

    private Set<Step> ancestors(Step step) {
      Set<Step> all = new HashSet<>();
      for (StepId need : step.needs()) {
        Step found = plan.step(need).orElseThrow();
        all.add(found);
        all.addAll(ancestors(found));
      }
      return all;
    }

    private Set<Step> ancestorsAndNamed(Step step) {
      Set<Step> all = ancestors(step);
      named(step).forEach(id -> all.add(plan.step(id).orElseThrow()));
      return all;
    }
  }
}
