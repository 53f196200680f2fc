package dev.setpoint.plan;

import dev.setpoint.plan.Outline.Title;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which headings of the second level hold steps: one {@code ## Steps}, and as many {@code ##
 * Steps: <group>} as the author likes, each under a name of its own.
 */
final class Sections {
  private final Vars vars;
  private final Map<Title, String> anchors;
  private final Findings findings;
  private final Map<String, Title> named = new HashMap<>();

  Sections(Vars vars, Map<Title, String> anchors, Findings findings) {
    this.vars = vars;
    this.anchors = anchors;
    this.findings = findings;
  }

  /** Whether any section of steps was met. */
  boolean any() {
    return !named.isEmpty();
  }

  static boolean names(Title heading) {
    return heading.level() == 2
        && (heading.text().equalsIgnoreCase("Steps") || isGroup(heading.text()));
  }

  /** Whether it was probably meant to hold steps, by its words or but for its level. */
  static boolean isNearly(Title heading) {
    String word = heading.text().strip().replaceFirst("[.:]$", "");
    return Spelling.nearest(word, List.of("Steps")).isPresent();
  }

  private static boolean isGroup(String text) {
    return text.regionMatches(true, 0, "Steps:", 0, 6);
  }

  /** Goes into a section; empty for {@code ## Steps} itself, and where the name is wrong. */
  Optional<Group> enter(Title heading) {
    String name =
        isGroup(heading.text()) ? Titles.shown(vars.fill(heading.text().substring(6))) : "";
    int line = heading.lines().first();
    Title before = named.putIfAbsent(Titles.canonical(name), heading);
    if (isGroup(heading.text()) && name.isEmpty()) {
      findings.problem(
          line, heading.index(), "a group of steps needs a name", "`## Steps: <name>`");
    } else if (before != null) {
      findings.problem(
          line,
          heading.index(),
          name.isEmpty()
              ? "a second `## Steps`"
              : "a second group `" + name + "`; the first is on line " + before.lines().first(),
          name.isEmpty()
              ? "put its steps under the first one, or give it a name: `## Steps: <name>`"
              : "choose another name");
    }
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(new Group(name, anchors.getOrDefault(heading, ""), line, heading.index()));
  }
}
