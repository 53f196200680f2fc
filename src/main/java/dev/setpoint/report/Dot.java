package dev.setpoint.report;

import dev.setpoint.diff.PlanView;
import dev.setpoint.plan.StepStatus;

/** Draws a plan in Graphviz's DOT language, coloured by status. */
public final class Dot {
  private Dot() {}

  /** The graph, ended by a line feed. */
  public static String of(PlanView plan) {
    Graph graph = Graph.of(plan);
    StringBuilder text = new StringBuilder("digraph plan {\n");
    text.append("  label=\"%s\";\n".formatted(quoted(Sentences.line(plan.plan().title()))));
    text.append("  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\"];\n");
    for (int i = 0; i < graph.nodes().size(); i++) {
      Graph.Node node = graph.nodes().get(i);
      text.append(
          "  n%d [label=\"%s\", fillcolor=\"%s\"];\n"
              .formatted(i, quoted(node.label()), colour(node.status())));
    }
    graph.edges().forEach(e -> text.append("  n%d -> n%d;\n".formatted(e.from(), e.to())));
    return text.append("}\n").toString();
  }

  // In a quoted string only the quote and the backslash (which also begins escapes such as \N) mean
  // something.
  static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String colour(StepStatus status) {
    return switch (status) {
      case WAITING -> "#f6f8fa";
      case READY -> "#fff8c5";
      case RUNNING -> "#ddf4ff";
      case NEEDS_PERSON -> "#fbefff";
      case DONE -> "#dafbe1";
      case FAILED -> "#ffebe9";
      case CANCELLED -> "#ffd7d5";
      case SKIPPED -> "#eaeef2";
    };
  }
}
