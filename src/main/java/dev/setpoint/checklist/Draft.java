package dev.setpoint.checklist;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the plan of a checklist's parts. */
final class Draft {
  private final String name;
  private final String frontMatter;
  private final List<Part> before;
  private final List<Section> sections;
  private final List<Part> after;

  Draft(Parts parts, String name) {
    this.name = name;
    this.frontMatter = parts.frontMatter();
    List<Part> all = parts.all();
    int first = 0;
    while (!(all.get(first) instanceof Part.Items)) {
      first++;
    }
    int last = all.size();
    while (!(all.get(last - 1) instanceof Part.Items)) {
      last--;
    }
    int section = section(all, first);
    this.before = all.subList(0, section);
    this.sections = Section.of(all.subList(section, last));
    this.after = all.subList(last, all.size());
  }

  /** Where the first list's heading stands, and the headings over it, below the title. */
  private static int section(List<Part> all, int first) {
    int title = title(all);
    int begin = first;
    int level = Integer.MAX_VALUE;
    for (int i = first - 1; i > title; i--) {
      if (all.get(i) instanceof Part.Heading h) {
        if (h.level() >= level) {
          break;
        }
        begin = i;
        level = h.level();
      }
    }
    return begin;
  }

  private static int title(List<Part> parts) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Part.Heading h && h.level() == 1) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The plan's file, with plain line feeds.
   *
   * @param ids of the steps, to be referred to by; empty where they are not known yet
   * @param given those that have to be written down
   */
  String text(List<String> ids, List<Optional<String>> given) {
    List<String> blocks = new ArrayList<>(List.of("---\nstatus: draft\n---"));
    if (!frontMatter.isBlank()) {
      blocks.add("~~~yaml\n" + frontMatter + "~~~");
    }
    if (title(before) < 0) {
      blocks.add("# " + name);
    }
    before.forEach(part -> blocks.add(asProse(part)));
    steps(blocks, ids, given);
    afterwards(blocks);
    return String.join("\n\n", blocks) + "\n";
  }

  private void steps(List<String> blocks, List<String> ids, List<Optional<String>> given) {
    GroupNames names = new GroupNames();
    Steps steps = new Steps(blocks, ids, given);
    List<Section> open = new ArrayList<>();
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      if (section.hasSteps()) {
        blocks.add(names.heading(section.path()));
        List<Part> introduced = open.stream().flatMap(s -> s.body().stream()).toList();
        String said = before.isEmpty() || i > 0 ? "" : before.getLast().text();
        steps.of(introduced, section, said);
        open.clear();
      } else {
        open.add(section);
        // What a heading says goes with the first steps below it; else it stands by itself.
        if (!sections.get(i + 1).isUnder(section)) {
          open.forEach(s -> prose(blocks, s));
          open.clear();
        }
      }
    }
  }

  private static void prose(List<String> blocks, Section section) {
    Part.Heading heading = section.path().getLast();
    blocks.add(
        heading.namesSteps()
            ? Passage.smallHeading(heading.words())
            : "## " + Passage.guarded(heading.words()));
    section.body().forEach(part -> blocks.add(Passage.inStep(part.text())));
  }

  private void afterwards(List<String> blocks) {
    boolean seen = after.stream().anyMatch(p -> !(p instanceof Part.Prose s) || s.visible());
    if (seen && !opens(after.getFirst())) {
      blocks.add("## Notes");
    }
    for (int i = 0; i < after.size(); i++) {
      Part part = after.get(i);
      boolean raised = i == 0 && opens(part) && part instanceof Part.Heading h && h.level() > 2;
      blocks.add(raised ? "## " + Passage.guarded(((Part.Heading) part).words()) : asProse(part));
    }
  }

  private static boolean opens(Part part) {
    return part instanceof Part.Heading h && !h.namesSteps();
  }

  /** As it stands, unless the plan's reader would take it for the steps. */
  private static String asProse(Part part) {
    return part instanceof Part.Heading h && h.namesSteps()
        ? Passage.smallHeading(h.words())
        : part.text();
  }
}
