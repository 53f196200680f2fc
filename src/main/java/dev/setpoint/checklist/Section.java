package dev.setpoint.checklist;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands under one heading, up to the next.
 *
 * @param path the headings it stands under, its own last; empty before the first
 * @param body without headings
 */
record Section(List<Part.Heading> path, List<Part> body) {
  /** Cuts parts at their headings. */
  static List<Section> of(List<Part> parts) {
    List<Section> sections = new ArrayList<>();
    List<Part.Heading> path = List.of();
    List<Part> body = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.Heading heading) {
        if (!path.isEmpty() || !body.isEmpty()) {
          sections.add(new Section(path, body));
        }
        path = under(path, heading);
        body = new ArrayList<>();
      } else {
        body.add(part);
      }
    }
    sections.add(new Section(path, body));
    return sections;
  }

  private static List<Part.Heading> under(List<Part.Heading> path, Part.Heading heading) {
    List<Part.Heading> longer = new ArrayList<>(path);
    while (!longer.isEmpty() && longer.getLast().level() >= heading.level()) {
      longer.removeLast();
    }
    longer.add(heading);
    return List.copyOf(longer);
  }

  boolean hasSteps() {
    return body.stream().anyMatch(Part.Items.class::isInstance);
  }

  boolean isUnder(Section other) {
    return !other.path.isEmpty() && path.contains(other.path.getLast());
  }
}
