package dev.setpoint.bench.cold;

import java.util.List;

/** A bar for each ratio, with a line where its goal is. */
final class Picture {
  private static final int ROW = 26;
  private static final int LABEL = 350;
  private static final int WIDTH = 900;
  private static final double MOST = 5;

  private Picture() {}

  static String of(Figures figures) {
    List<Figures.Figure> ratios =
        figures.all().stream().filter(f -> f.unit().startsWith("x bash")).toList();
    StringBuilder svg = new StringBuilder();
    int height = ROW * ratios.size() + 50;
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="system-ui, sans-serif" font-size="13" role="img">
        <title>A cold pass against a shell script with the same requests</title>
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        """
            .formatted(WIDTH, height));
    double unit = (WIDTH - LABEL - 90) / MOST;
    for (int i = 0; i < ratios.size(); i++) {
      Figures.Figure f = ratios.get(i);
      int y = 14 + i * ROW;
      boolean aims = !Double.isNaN(f.goal());
      double wide = Math.min(f.value(), MOST) * unit;
      double past = aims ? Math.max(wide, f.goal() * unit) : wide;
      svg.append(
          """
          <text x="%d" y="%d" text-anchor="end" fill="#1f2328">%s</text>
          <rect x="%d" y="%d" width="%.0f" height="16" rx="3" fill="%s"/>
          <text x="%.0f" y="%d" fill="#1f2328">%s</text>
          """
              .formatted(
                  LABEL - 10,
                  y + 13,
                  f.name().replace("&", "&amp;").replace("<", "&lt;"),
                  LABEL,
                  y,
                  wide,
                  aims ? f.reached() ? "#2da44e" : "#bf8700" : "#afb8c1",
                  LABEL + past + 6,
                  y + 13,
                  Figures.number(f.value()) + (f.value() > MOST ? " × (cut)" : " ×")));
      if (aims) {
        double x = LABEL + f.goal() * unit;
        svg.append(
            "<path d=\"M%.0f %dv20\" stroke=\"#1f2328\" stroke-width=\"2\"/>\n"
                .formatted(x, y - 2));
      }
    }
    double one = LABEL + unit;
    svg.append(
        """
        <path d="M%.0f 8V%d" stroke="#8c959f" stroke-dasharray="3 3"/>
        <text x="%.0f" y="%d" text-anchor="middle" fill="#59636e">1 = bash, git, curl and jq; the stroke is the goal, grey has none</text>
        </svg>
        """
            .formatted(one, height - 26, one, height - 8));
    return svg.toString();
  }
}
