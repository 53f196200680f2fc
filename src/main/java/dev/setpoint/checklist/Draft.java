package dev.setpoint.checklist;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the plan of a checklist's parts. */
final class Draft {
  private static final Pattern ANY_ORDER =
      Pattern.compile(
          "\\b(any order|in parallel|no particular order|at the same time|order (is not|isn't|does not|doesn't) (important|matter))\\b",
          Pattern.CASE_INSENSITIVE);

  private final String name;
  private final String frontMatter;
  private final List<Part> before;
  private final List<Part> middle;
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
    this.middle = all.subList(section, last);
    this.after = all.subList(last, all.size());
  }

  /**
   * Where the section of the first list begins; its title and what it says go with its first step.
   */
  private static int section(List<Part> all, int first) {
    int title = title(all);
    for (int i = first - 1; i > title; i--) {
      if (all.get(i) instanceof Part.Heading) {
        return i;
      }
    }
    return first;
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
    blocks.add("## Steps");
    steps(blocks, ids, given);
    afterwards(blocks);
    return String.join("\n\n", blocks) + "\n";
  }

  private void steps(List<String> blocks, List<String> ids, List<Optional<String>> given) {
    List<String> context = new ArrayList<>();
    List<Integer> frontier = List.of();
    String said = before.isEmpty() ? "" : before.getLast().text();
    int place = 0;
    boolean opening = true;
    for (Part part : middle) {
      if (part instanceof Part.Items list) {
        boolean anyOrder = ANY_ORDER.matcher(said).find();
        List<Integer> group = new ArrayList<>();
        for (Part.Item item : list.items()) {
          blocks.add(step(item, place, frontier, context, ids, given));
          context.clear();
          group.add(place);
          frontier = anyOrder ? frontier : List.of(place);
          place++;
        }
        frontier = anyOrder ? group : frontier;
        said = "";
      } else {
        // Its own `## Steps` is the one that is written anyway.
        if (!(opening && part instanceof Part.Heading h && h.words().equalsIgnoreCase("steps"))) {
          context.add(inStep(part));
        }
        said = said + "\n" + part.text();
      }
      opening = false;
    }
  }

  private static String inStep(Part part) {
    return part instanceof Part.Heading h && h.level() <= 3
        ? Passage.smallHeading(h.words())
        : Passage.inStep(part.text());
  }

  private static String step(
      Part.Item item,
      int place,
      List<Integer> frontier,
      List<String> context,
      List<String> ids,
      List<Optional<String>> given) {
    Title title = Title.of(item.content(), place + 1);
    List<String> fields = new ArrayList<>();
    if (!ids.isEmpty()) {
      given.get(place).ifPresent(id -> fields.add("- id: " + id));
      needs(place, frontier, ids).ifPresent(needs -> fields.add("- needs: " + needs));
    }
    if (item.ticked()) {
      fields.add("- skip: already done");
    }
    List<String> text = new ArrayList<>(context);
    // After other words the item's own are said again, so that all stand in their order.
    text.add(Passage.inStep(context.isEmpty() ? title.rest() : item.content()));
    String description =
        text.stream().filter(t -> !t.isBlank()).collect(Collectors.joining("\n\n"));
    List<String> blocks = new ArrayList<>();
    blocks.add("### " + (item.number().isEmpty() ? "" : item.number() + " ") + title.heading());
    if (!fields.isEmpty()) {
      blocks.add(String.join("\n", fields));
    } else if (Passage.beginsLikeAField(description)) {
      blocks.add("As the checklist says:");
    }
    if (!description.isEmpty()) {
      blocks.add(description);
    }
    return String.join("\n\n", blocks);
  }

  private static Optional<String> needs(int place, List<Integer> frontier, List<String> ids) {
    boolean usual = place == 0 ? frontier.isEmpty() : frontier.equals(List.of(place - 1));
    if (usual) {
      return Optional.empty();
    }
    return Optional.of(
        frontier.isEmpty()
            ? "nothing"
            : frontier.stream().map(ids::get).collect(Collectors.joining(", ")));
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
