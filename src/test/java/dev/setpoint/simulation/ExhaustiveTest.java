package dev.setpoint.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One plan of three steps, issue → dispatch → issue, and two passes at a time: not by chance, but
 * all there is. A trouble is a death before any call, a failing read, a stale list, or one of the
 * fates of a write: not done, answer lost, done later, death after it, death and done later,
 * refused, limited, done twice. More of them are left to the seeds.
 */
class ExhaustiveTest {
  private static final String SWITCH = "switch";
  private static final Map<String, Integer> DEATH = Map.of("killed", 1);

  /** In how many of the four times in which passes run there are two at once. */
  private static final int EACH_TIME = 4;

  private static Map<String, Integer> troubles(Workflow workflow) {
    return Map.of(
        SWITCH,
        1,
        "killed",
        1,
        "read fails",
        1,
        "stale list",
        1,
        "fate of a write",
        6,
        // Where nothing guards, nobody can help it when GitHub itself dispatches twice.
        "fate of a creation",
        workflow.guarded ? 9 : 7);
  }

  @ParameterizedTest
  @EnumSource(names = {"GUARDED", "NAMED"})
  void everyInterleavingOfTheFirstPassesAndEveryDeathInEachHolds(Workflow workflow) {
    explore(new Exploration(SWITCH, DEATH), workflow, 1, 1);
  }

  /** One change of turns, or one trouble, wherever it can be; else one pass after the other. */
  @ParameterizedTest
  @EnumSource(names = {"GUARDED", "NAMED"})
  void everyScheduleWithOneDepartureHolds(Workflow workflow) {
    explore(new Exploration("", troubles(workflow)), workflow, EACH_TIME, 1);
  }

  /** {@code ./mvnw verify -Psoak -Dtest=ExhaustiveTest}. */
  @Tag("soak")
  @ParameterizedTest
  @EnumSource(names = {"GUARDED", "NAMED"})
  void everyInterleavingOfAllPassesHolds(Workflow workflow) {
    explore(new Exploration(SWITCH, DEATH), workflow, EACH_TIME, 0);
  }

  @Tag("soak")
  @ParameterizedTest
  @EnumSource(names = {"GUARDED", "NAMED"})
  void everyInterleavingOfTheFirstPassesAndEachTroubleInEachHolds(Workflow workflow) {
    explore(new Exploration(SWITCH, troubles(workflow)), workflow, 1, 1);
  }

  @Tag("soak")
  @ParameterizedTest
  @EnumSource(names = {"GUARDED", "NAMED"})
  void everyScheduleWithTwoDeparturesHolds(Workflow workflow) {
    explore(new Exploration("", troubles(workflow)), workflow, EACH_TIME, 2);
  }

  private static void explore(
      Exploration exploration, Workflow workflow, int atOnce, int troubles) {
    exploration.from(story(workflow, atOnce), troubles);
    System.out.printf(
        "issue → %s → issue, two passes at once in %d of 4 rounds, %s: %,d states, %,d schedules%n",
        workflow.file,
        atOnce,
        exploration.of(troubles),
        exploration.states(),
        exploration.schedules());
    assertThat(exploration.schedules()).isGreaterThan(100);
  }

  // Passes, somebody closes the issue, passes, the run goes on to its end, passes, somebody closes
  // the issue, passes; then the quiet time.
  private static Map<String, int[]> story(Workflow workflow, int atOnce) {
    int kind = 1 + List.of(Workflow.values()).indexOf(workflow);
    int[] often = new int[400];
    Arrays.fill(often, 7);
    Map<String, int[]> story = new TreeMap<>();
    story.put("calls take no time", new int[] {1});
    story.put("how many steps", new int[] {2});
    story.put("kind of step", new int[] {0, kind, 0});
    story.put("switches", new int[] {1});
    story.put("two at once", IntStream.range(0, EACH_TIME).map(i -> i < atOnce ? 1 : 0).toArray());
    story.put("how long", new int[] {6});
    story.put("between passes", new int[] {1, 2, 1, 2, 2, 2, 2, 1, 2, 1});
    story.put("deed", new int[] {1, 0, 0, 0, 0, 1});
    for (String fault : List.of("reads", "lost", "crash", "refuse", "twice", "stale", "killed")) {
      story.put("faults: " + fault, new int[] {4});
    }
    story.put("how stale", often);
    return story;
  }
}
