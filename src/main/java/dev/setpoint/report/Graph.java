package dev.setpoint.report;

import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.plan.Step;
import dev.setpoint.plan.StepId;
import dev.setpoint.plan.StepStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan's steps and what each needs, ready to be drawn. Nodes are named by their place, never by
 * text: titles come from strangers.
 *
 * @param nodes in the plan's order
 * @param edges from what is needed to what needs it, as places in {@code nodes}
 */
record Graph(List<Node> nodes, List<Edge> edges) {
  /**
   * One step.
   *
   * @param label sign, title and status, unescaped
   */
  record Node(String label, StepStatus status) {}

  record Edge(int from, int to) {}

  static Graph of(PlanView view) {
    Map<StepId, Integer> places = new HashMap<>();
    List<Node> nodes = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    for (StepView step : view.steps()) {
      places.put(step.step().id(), nodes.size());
      nodes.add(new Node(label(step), step.status()));
    }
    for (StepView step : view.steps()) {
      needs(step.step(), places, edges);
    }
    return new Graph(List.copyOf(nodes), List.copyOf(edges));
  }

  private static void needs(Step step, Map<StepId, Integer> places, List<Edge> edges) {
    Integer to = places.get(step.id());
    for (StepId need : step.needs()) {
      Integer from = places.get(need);
      if (from != null && to != null) {
        edges.add(new Edge(from, to));
      }
    }
  }

  private static String label(StepView step) {
    return step.status().sign()
        + " "
        + Sentences.line(step.step().title())
        + " · "
        + TextReport.word(step.status());
  }
}
