package dev.setpoint.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * One plan of three steps, issue → dispatch → issue, and two passes at a time: not by chance, but
 * every schedule with so many departures from the calm one, wherever each can be. A departure is a
 * change of turns before any call, a death before any call, a failing read, a stale list, or one of
 * the fates of a write: not done, answer lost, done later, death after it, death and done later,
 * refused, limited, done twice. The calm schedule is the two passes one after the other.
 *
 * <p>One departure takes in every crash point; two, every crash within every change of turns, every
 * pair of changes and every pair of crashes. More than two are left to the seeds.
 */
class ExhaustiveTest {
  /** What may depart from the calm choice, to how many other choices. */
  private static Map<String, Integer> departures(Workflow workflow) {
    return Map.of(
        "switch", 1,
        "killed", 1,
        "read fails", 1,
        "stale list", 1,
        "fate of a write", 6,
        // Where nothing guards, nobody can help it when GitHub itself dispatches twice.
        "fate of a creation", workflow.guarded ? 9 : 7);
  }

  @Test
  void everyScheduleWithOneDepartureHolds() {
    explore(Workflow.GUARDED, 1);
    explore(Workflow.NAMED, 1);
  }

  /** {@code ./mvnw verify -Psoak -Dtest=ExhaustiveTest}. */
  @Tag("soak")
  @Test
  void everyScheduleWithTwoDeparturesHolds() {
    explore(Workflow.GUARDED, 2);
    explore(Workflow.NAMED, 2);
  }

  private static void explore(Workflow workflow, int departures) {
    Exploration exploration = new Exploration(departures(workflow));
    exploration.from(story(workflow), -1, departures);
    System.out.printf(
        "issue → %s → issue, 2 passes, at most %d departures: %,d schedules%n",
        workflow.file, departures, exploration.schedules);
    assertThat(exploration.schedules).isGreaterThan(departures * 100L);
  }

  // Passes, somebody closes the issue, passes, the run goes on to its end, passes, somebody closes
  // the issue, passes; then the quiet time.
  private static Map<String, int[]> story(Workflow workflow) {
    int kind = 1 + List.of(Workflow.values()).indexOf(workflow);
    int[] often = new int[400];
    Arrays.fill(often, 7);
    Map<String, int[]> story = new TreeMap<>();
    story.put("how many steps", new int[] {2});
    story.put("kind of step", new int[] {0, kind, 0});
    story.put("switches", new int[] {1});
    story.put("two at once", new int[] {1, 1, 1, 1, 1});
    story.put("how long", new int[] {6});
    story.put("between passes", new int[] {1, 2, 1, 2, 2, 2, 2, 1, 2, 1});
    story.put("deed", new int[] {1, 0, 0, 0, 0, 1});
    for (String fault : List.of("reads", "lost", "crash", "refuse", "twice", "stale", "killed")) {
      story.put("faults: " + fault, new int[] {4});
    }
    story.put("how stale", often);
    return story;
  }

  /** A walk through the tree of schedules, each reached by its departures in their order. */
  private static final class Exploration {
    private final Map<String, Integer> others;
    long schedules;

    Exploration(Map<String, Integer> others) {
      this.others = others;
    }

    void from(Map<String, int[]> given, int after, int departures) {
      Choices choices = Choices.again(given);
      Simulation.Outcome outcome =
          Campaign.onVirtualThread(() -> Simulation.play(choices, Mutant.NONE, false));
      schedules++;
      if (outcome.found().isPresent()) {
        Simulation.Outcome told =
            Campaign.onVirtualThread(
                () -> Simulation.play(Choices.again(given), Mutant.NONE, true));
        throw new AssertionError(Shrinker.tell(-1, outcome, told), outcome.found().get());
      }
      if (departures == 0) {
        return;
      }
      List<String> order = choices.order();
      Map<String, Integer> index = new HashMap<>();
      for (int at = 0; at < order.size(); at++) {
        String about = order.get(at);
        int i = index.merge(about, 1, Integer::sum) - 1;
        if (at > after) {
          for (int other = 1; other <= others.getOrDefault(about, 0); other++) {
            from(departing(given, about, i, other), at, departures - 1);
          }
        }
      }
    }

    private static Map<String, int[]> departing(
        Map<String, int[]> given, String about, int i, int choice) {
      Map<String, int[]> next = new TreeMap<>(given);
      int[] before = given.getOrDefault(about, new int[0]);
      int[] is = Arrays.copyOf(before, Math.max(before.length, i + 1));
      is[i] = choice;
      next.put(about, is);
      return next;
    }
  }
}
