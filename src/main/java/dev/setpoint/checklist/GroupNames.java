package dev.setpoint.checklist;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The headings of a plan's steps, each under a name of its own. */
final class GroupNames {
  private final Set<String> taken = new HashSet<>();

  /** The heading for the steps of a section: its own words, after those it stands under. */
  String heading(List<Part.Heading> path) {
    String words =
        path.stream()
            .filter(h -> !h.isSteps())
            .map(h -> h.words().strip().replaceFirst("(?i)^steps:\\s*", "").replaceFirst(":$", ""))
            .filter(w -> !key(w).isEmpty())
            .collect(Collectors.joining(": "));
    if (words.isEmpty() && taken.add("")) {
      return "## Steps";
    }
    String wanted = words.isEmpty() ? "Steps" : words;
    String name = wanted;
    for (int n = 2; !taken.add(key(name)); n++) {
      name = wanted + " (" + n + ")";
    }
    return "## Steps: " + Passage.guarded(name);
  }

  /** Equal for more than a plan's reader takes for equal, and empty for what nobody sees. */
  private static String key(String words) {
    return Blocks.plain(words)
        .replaceAll("[^\\p{L}\\p{N}\\p{So}]+", " ")
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
