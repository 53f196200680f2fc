package dev.setpoint.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The groups of a plan, by name: naming one names all its steps.
 *
 * @param members places of its steps in the document, by the group's canonical name
 * @param names as they are written
 */
record Groups(Map<String, List<Integer>> members, List<String> names) {

  static Groups of(PlanDocument document) {
    Map<String, List<Integer>> members = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < document.steps().size(); i++) {
      Optional<Group> group = document.steps().get(i).terms().group();
      if (group.isPresent()) {
        String name = Titles.canonical(group.get().name());
        if (!members.containsKey(name)) {
          names.add(group.get().name());
        }
        members.computeIfAbsent(name, n -> new ArrayList<>()).add(i);
      }
    }
    return new Groups(members, List.copyOf(names));
  }

  /** The places of a group's steps. */
  Optional<List<Integer>> steps(String name) {
    return Optional.ofNullable(members.get(Titles.canonical(name)));
  }
}
