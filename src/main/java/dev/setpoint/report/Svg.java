package dev.setpoint.report;

import dev.setpoint.diff.PlanView;
import dev.setpoint.diff.StepView;
import dev.setpoint.plan.StepStatus;
import java.util.List;
import java.util.Locale;

/**
 * Draws a plan as an SVG picture that needs nothing else: a box for each step with sign, title and
 * status in words, light or dark as its reader is.
 */
public final class Svg {
  private static final int BOX = 216;
  private static final int LANE = 28;
  private static final int TALL = 48;
  private static final int GAP = 24;
  private static final int DOWN = 40;
  private static final int EDGE = 20;
  private static final int LONGEST_TITLE = 27;
  private static final int LONGEST_WORDS = 30;

  private static final String STYLE =
      """
      .box{fill:#fff;stroke-width:1.5}.t{font:600 13px system-ui,sans-serif;fill:#1f2328}\
      .w{font:12px system-ui,sans-serif;fill:#59636e}.e{fill:none;stroke:#818b98;stroke-width:1.4}\
      .a{fill:#818b98}.g{fill:none;stroke:#afb8c1;stroke-dasharray:4 3}.n{font:11px system-ui,sans-serif;fill:#59636e}.waiting{stroke:#818b98}.ready{stroke:#bf8700}.running{stroke:#0969da}\
      .needs_person{stroke:#8250df}.done{stroke:#1a7f37}.failed{stroke:#cf222e;stroke-width:2.5}\
      .cancelled{stroke:#cf222e;stroke-dasharray:6 3}.skipped{stroke:#818b98;stroke-dasharray:3 3}\
      @media(prefers-color-scheme:dark){.box{fill:#151b23}.t{fill:#f0f6fc}.w,.n{fill:#9198a1}.g{stroke:#545d68}\
      .ready{stroke:#d29922}.running{stroke:#4493f8}.needs_person{stroke:#ab7df8}.done{stroke:#3fb950}\
      .failed,.cancelled{stroke:#f85149}}\
      """;

  private final PlanView plan;
  private final Graph graph;
  private final Layers layers;
  private final int[] left;
  private final int[] top;
  private final StringBuilder out = new StringBuilder();

  private Svg(PlanView plan) {
    this.plan = plan;
    this.graph = Graph.of(plan);
    this.layers = Layers.of(graph.nodes().size(), graph.edges());
    int[][] places = layers.places();
    this.left = new int[places.length];
    this.top = new int[places.length];
  }

  /** The picture, ended by a line feed. */
  public static String of(PlanView plan) {
    return new Svg(plan).draw();
  }

  private String draw() {
    int width = Math.max(BOX, layers.layers().stream().mapToInt(this::width).max().orElse(0));
    int head = Frames.any(plan.steps()) ? Frames.HEAD : 0;
    for (int l = 0; l < layers.layers().size(); l++) {
      List<Integer> layer = layers.layers().get(l);
      int x = EDGE + (width - width(layer)) / 2;
      for (int place : layer) {
        left[place] = x;
        top[place] = EDGE + head + l * (TALL + DOWN);
        x += wide(place) + GAP;
      }
    }
    int w = width + 2 * EDGE;
    int h =
        2 * EDGE
            + head
            + layers.layers().size() * (TALL + DOWN)
            - (layers.layers().isEmpty() ? 0 : DOWN);
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-labelledby=\"setpoint-t setpoint-d\">"
            .formatted(w, h, w, h));
    line("<title id=\"setpoint-t\">" + Markup.text(plan.plan().title()) + "</title>");
    line("<desc id=\"setpoint-d\">" + description() + "</desc>");
    line("<style>" + STYLE.strip() + "</style>");
    line(
        "<defs><marker id=\"setpoint-a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\""
            + " markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\"><path class=\"a\" d=\"M0 0 8 4"
            + " 0 8z\"/></marker></defs>");
    Frames.of(plan.steps(), left, top, BOX, TALL).forEach(this::frame);
    layers.paths().forEach(this::edge);
    for (int i = 0; i < plan.steps().size(); i++) {
      box(i, plan.steps().get(i));
    }
    line("</svg>");
    return out.toString();
  }

  private String description() {
    StringBuilder text = new StringBuilder("Steps, each with its status and what it needs. ");
    for (StepView step : plan.steps()) {
      text.append(Markup.text(step.step().title())).append(": ").append(word(step.status()));
      if (!step.step().needs().isEmpty()) {
        text.append(", needs ")
            .append(
                Markup.text(
                    String.join(", ", step.step().needs().stream().map(n -> n.value()).toList())));
      }
      text.append(". ");
    }
    return text.toString().strip();
  }

  private void box(int i, StepView step) {
    String status = step.status().name().toLowerCase(Locale.ROOT);
    line(
        "<g><title>%s</title><rect class=\"box %s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>"
            .formatted(
                Markup.text(step.step().title() + ": " + step.why()),
                status,
                left[i],
                top[i],
                BOX,
                TALL));
    line(
        "<text class=\"t\" x=\"%d\" y=\"%d\">%s %s</text>"
            .formatted(
                left[i] + 10,
                top[i] + 20,
                step.status().sign(),
                Markup.brief(step.step().title(), LONGEST_TITLE)));
    line(
        "<text class=\"w\" x=\"%d\" y=\"%d\">%s</text></g>"
            .formatted(left[i] + 10, top[i] + 38, Markup.brief(words(step), LONGEST_WORDS)));
  }

  private static String words(StepView step) {
    String people =
        step.status() == StepStatus.NEEDS_PERSON && !step.people().isEmpty()
            ? "needs @" + String.join(", @", step.people())
            : word(step.status());
    String flags = step.flags().isEmpty() ? "" : " ⚠️ look";
    return people + step.job().map(j -> " · " + j).orElse("") + flags;
  }

  private static String word(StepStatus status) {
    return TextReport.word(status);
  }

  private void frame(Frames.Frame f) {
    line(
        "<g><rect class=\"g\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"10\"/><text class=\"n\" x=\"%d\" y=\"%d\">%s</text></g>"
            .formatted(
                f.x(),
                f.y(),
                f.width(),
                f.height(),
                f.x() + 10,
                f.y() + 15,
                Markup.brief(f.name(), LONGEST_TITLE)));
  }

  /** From box to box, down the lanes in between. */
  private void edge(List<Integer> path) {
    StringBuilder d = new StringBuilder();
    for (int i = 1; i < path.size(); i++) {
      int from = path.get(i - 1);
      int to = path.get(i);
      int x1 = middle(from);
      int y1 = top[from] + TALL;
      int x2 = middle(to);
      int y2 = top[to];
      if (i == 1) {
        d.append("M%d %d".formatted(x1, y1));
      } else {
        d.append("V%d".formatted(y1));
      }
      int bend = (y1 + y2) / 2;
      d.append("C%d %d %d %d %d %d".formatted(x1, bend, x2, bend, x2, y2));
    }
    line("<path class=\"e\" marker-end=\"url(#setpoint-a)\" d=\"" + d + "\"/>");
  }

  private int middle(int place) {
    return left[place] + wide(place) / 2;
  }

  private int wide(int place) {
    return place < graph.nodes().size() ? BOX : LANE;
  }

  private int width(List<Integer> layer) {
    return layer.stream().mapToInt(p -> wide(p) + GAP).sum() - (layer.isEmpty() ? 0 : GAP);
  }

  private void line(String line) {
    out.append(line).append('\n');
  }
}
