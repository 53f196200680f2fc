package dev.setpoint.report;

import dev.setpoint.diff.PlanView;
import dev.setpoint.plan.StepStatus;
import java.util.Locale;

/** Draws a plan as a Mermaid flow chart, coloured by status. */
public final class Mermaid {
  /**
   * GitHub renders no diagram with more characters:
   * https://mermaid.js.org/config/schema-docs/config.html, {@code maxTextSize}.
   */
  public static final int LONGEST = 50_000;

  private Mermaid() {}

  /** The chart, without a code fence around it; ended by a line feed. */
  public static String of(PlanView plan) {
    Graph graph = Graph.of(plan);
    StringBuilder text = new StringBuilder("flowchart TD\n");
    for (int i = 0; i < graph.nodes().size(); i++) {
      Graph.Node node = graph.nodes().get(i);
      text.append("  n%d[\"%s\"]:::%s\n".formatted(i, label(node.label()), name(node.status())));
    }
    graph.edges().forEach(e -> text.append("  n%d --> n%d\n".formatted(e.from(), e.to())));
    for (StepStatus status : StepStatus.values()) {
      if (graph.nodes().stream().anyMatch(n -> n.status() == status)) {
        text.append("  classDef %s %s\n".formatted(name(status), style(status)));
      }
    }
    return text.toString();
  }

  // `class` names must not collide with Mermaid's own words, of which `default` is one.
  private static String name(StepStatus status) {
    return "is_" + status.name().toLowerCase(Locale.ROOT);
  }

  private static String style(StepStatus status) {
    return switch (status) {
      case WAITING -> "fill:#f6f8fa,stroke:#8c959f,color:#57606a";
      case READY -> "fill:#fff8c5,stroke:#bf8700,color:#4d2d00";
      case RUNNING -> "fill:#ddf4ff,stroke:#0969da,color:#0a3069";
      case NEEDS_PERSON -> "fill:#fbefff,stroke:#8250df,color:#3e1f79";
      case DONE -> "fill:#dafbe1,stroke:#1a7f37,color:#044f1e";
      case FAILED -> "fill:#ffebe9,stroke:#cf222e,color:#82071e";
      case CANCELLED -> "fill:#ffebe9,stroke:#82071e,color:#82071e,stroke-dasharray:4 3";
      case SKIPPED -> "fill:#f6f8fa,stroke:#8c959f,color:#57606a,stroke-dasharray:4 3";
    };
  }

  // Letters, digits, blanks and symbols beyond ASCII stand for themselves; whatever could be syntax
  // becomes its number.
  static String label(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean plain =
                  c == ' ' || c == '.' || c == ',' || (c < 128 && Character.isLetterOrDigit(c));
              if (plain || c >= 128) {
                safe.appendCodePoint(c);
              } else {
                safe.append('#').append(c).append(';');
              }
            });
    return safe.toString();
  }
}
