package dev.setpoint.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a plan, by name: naming one names all its steps.
 *
 * @param members places of its steps in the document, by the group's canonical name
 * @param names as they are written
 */
record Groups(Map<String, List<Integer>> members, List<String> names) {

  /**
   * Of a document; a group that has a step's name is a problem, for nobody could tell which is
   * meant.
   *
   * @param steps places by id and by title
   */
  static Groups of(PlanDocument document, Map<String, Integer> steps, List<Problem> problems) {
    Map<String, List<Integer>> members = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < document.steps().size(); i++) {
      Optional<Group> group = document.steps().get(i).terms().group();
      if (group.isEmpty()) {
        continue;
      }
      String name = Titles.canonical(group.get().name());
      if (!members.containsKey(name)) {
        names.add(group.get().name());
        clash(document, group.get(), steps.get(name)).ifPresent(problems::add);
      }
      members.computeIfAbsent(name, n -> new ArrayList<>()).add(i);
    }
    return new Groups(members, List.copyOf(names));
  }

  private static Optional<Problem> clash(
      PlanDocument document, Group group, @Nullable Integer step) {
    return Optional.ofNullable(step)
        .map(
            i ->
                new Problem(
                    document.path(),
                    group.line(),
                    document.source().column(group.line(), group.index()),
                    "the group `"
                        + group.name()
                        + "` is named like the step on line "
                        + document.steps().get(i).line(),
                    Optional.of("give one of them another name")));
  }

  /** The places of a group's steps. */
  Optional<List<Integer>> steps(String name) {
    return Optional.ofNullable(members.get(Titles.canonical(name)));
  }
}
