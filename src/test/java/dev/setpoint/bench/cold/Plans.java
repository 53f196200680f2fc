package dev.setpoint.bench.cold;

import dev.setpoint.sandbox.git.GitStore;
import java.util.ArrayList;
import java.util.List;

/** Plans of the size people write: some steps at once, then a chain, each step with a paragraph. */
final class Plans {
  private static final String TEXT =
      """

      Follow the [runbook](docs/part.md), **then** tell the team in `#ops` what moved, what did not, and
      who looks after the rest. Nothing is switched off before the numbers have been stable for a day.

      - [ ] moved
      - [ ] checked by somebody else
      """;

  private Plans() {}

  /**
   * That many plans.
   *
   * @param steps of each
   * @param open how many of them start at once; the others follow one another
   */
  static List<GitStore.Change> of(int plans, int steps, int open) {
    List<GitStore.Change> files = new ArrayList<>();
    for (int p = 1; p <= plans; p++) {
      files.add(GitStore.Change.write(path(p), text(p, steps, open)));
    }
    return files;
  }

  static String path(int plan) {
    return "plans/plan-" + plan + ".md";
  }

  static String text(int plan, int steps, int open) {
    StringBuilder text = new StringBuilder("---\nstatus: approved\n---\n\n# Plan " + plan + "\n");
    text.append("\nWhat it is for.\n\n## Steps\n");
    for (int s = 1; s <= steps; s++) {
      text.append("\n### Step ").append(s).append("\n\n");
      if (s <= open) {
        text.append("- needs: nothing\n");
      } else if (s % 3 == 0) {
        text.append("- assign: @alice\n");
      }
      text.append(TEXT);
    }
    return text.toString();
  }
}
