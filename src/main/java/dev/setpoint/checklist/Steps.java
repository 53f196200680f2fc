package dev.setpoint.checklist;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes items as steps, one after the other. */
final class Steps {
  private static final Pattern ANY_ORDER =
      Pattern.compile(
          "\\b(any order|in parallel|no particular order|at the same time|order (is not|isn't|does"
              + " not|doesn't) (important|matter))\\b",
          Pattern.CASE_INSENSITIVE);

  private final List<String> blocks;
  private final List<String> ids;
  private final List<Optional<String>> given;
  private List<Integer> frontier = List.of();
  private int place;

  /**
   * @param blocks of the plan's text; more are added
   * @param ids of all steps, to be referred to by; empty where they are not known yet
   * @param given those that have to be written down
   */
  Steps(List<String> blocks, List<String> ids, List<Optional<String>> given) {
    this.blocks = blocks;
    this.ids = ids;
    this.given = given;
  }

  /**
   * A section's: what comes before its first list introduces all of them, what comes later goes
   * with the step it stands before, and at the end with the last.
   *
   * @param above what was said of it under larger headings
   * @param said what else was said right before
   */
  void of(List<Part> above, Section section, String said) {
    List<Part> parts = new ArrayList<>(above);
    parts.addAll(section.body());
    String heading = section.path().isEmpty() ? "" : section.path().getLast().words();
    String words = said + "\n" + heading;
    List<String> context = new ArrayList<>();
    boolean begun = false;
    for (Part part : parts) {
      if (part instanceof Part.Items list) {
        of(list, context, ANY_ORDER.matcher(words).find());
        begun = true;
        words = "";
      } else {
        (begun ? context : blocks).add(Passage.inStep(part.text()));
        words = words + "\n" + part.text();
      }
    }
    context.forEach(text -> blocks.add(unlikeFields(text)));
  }

  private void of(Part.Items list, List<String> context, boolean anyOrder) {
    List<Integer> group = new ArrayList<>();
    for (Part.Item item : list.items()) {
      step(item, context);
      context.clear();
      group.add(place);
      frontier = anyOrder ? frontier : List.of(place);
      place++;
    }
    frontier = anyOrder ? group : frontier;
  }

  private void step(Part.Item item, List<String> context) {
    Title title = Title.of(item.content(), place + 1);
    List<String> fields = new ArrayList<>();
    if (!ids.isEmpty()) {
      given.get(place).ifPresent(id -> fields.add("- id: " + id));
      needs().ifPresent(needs -> fields.add("- needs: " + needs));
    }
    if (item.ticked()) {
      fields.add("- skip: already done");
    }
    List<String> text = new ArrayList<>(context);
    text.add(Passage.inStep(title.rest()));
    String description =
        text.stream().filter(t -> !t.isBlank()).collect(Collectors.joining("\n\n"));
    blocks.add("### " + (item.number().isEmpty() ? "" : item.number() + " ") + title.heading());
    if (!fields.isEmpty()) {
      blocks.add(String.join("\n", fields));
    }
    if (!description.isEmpty()) {
      blocks.add(fields.isEmpty() ? unlikeFields(description) : description);
    }
  }

  private static String unlikeFields(String text) {
    return Passage.beginsLikeAField(text) ? "As the checklist says:\n\n" + text : text;
  }

  private Optional<String> needs() {
    boolean usual = place == 0 ? frontier.isEmpty() : frontier.equals(List.of(place - 1));
    if (usual) {
      return Optional.empty();
    }
    return Optional.of(
        frontier.isEmpty()
            ? "nothing"
            : frontier.stream().map(ids::get).collect(Collectors.joining(", ")));
  }
}
