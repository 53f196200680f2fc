package dev.setpoint.bench.cold;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a run of the benchmark leaves: figures as JSON, a picture, and a table for the README. */
final class Report {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OPEN = "<!-- bench -->";
  private static final String CLOSE = "<!-- /bench -->";

  private Report() {}

  static void write(Figures figures, int rounds, Path directory) throws IOException {
    ObjectNode all = JSON.createObjectNode().put("schemaVersion", 1).put("rounds", rounds);
    all.put("java", System.getProperty("java.runtime.version"));
    all.put("processors", Runtime.getRuntime().availableProcessors());
    ArrayNode list = all.putArray("figures");
    for (Figures.Figure f : figures.all()) {
      ObjectNode one = list.addObject();
      one.put("name", f.name()).put("value", f.value()).put("low", f.low()).put("high", f.high());
      one.put("unit", f.unit());
      if (!Double.isNaN(f.goal())) {
        one.put("goal", f.goal()).put("reached", f.reached());
      }
    }
    ArrayNode notes = all.putArray("notes");
    figures.notes().forEach(notes::add);
    Path json = directory.resolve("figures.json");
    Files.write(json, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
    Path picture = directory.resolve("figures.svg");
    Files.writeString(picture, Picture.of(figures));
    System.out.println("\nwrote " + json + " and " + picture);
  }

  /** Puts the table into the README and the picture beside the documentation. */
  static void publish(Figures figures, Path checkout) throws IOException {
    Path readme = checkout.resolve("README.md");
    String text = Files.readString(readme);
    int from = text.indexOf(OPEN) + OPEN.length();
    int to = text.indexOf(CLOSE);
    if (from < OPEN.length() || to < from) {
      throw new IOException("README.md has no place for figures between " + OPEN + " and " + CLOSE);
    }
    Files.writeString(docs(checkout), Picture.of(figures));
    String picture = "\n![A cold pass against a shell script](docs/bench.svg)\n";
    Files.writeString(
        readme, text.substring(0, from) + "\n" + table(figures) + picture + text.substring(to));
  }

  private static Path docs(Path checkout) {
    return checkout.resolve("docs/bench.svg");
  }

  /** Those figures that have a goal, and the other programs', as a Markdown table. */
  private static String table(Figures figures) {
    StringBuilder table = new StringBuilder("| what | measured | goal |\n|---|---|---|\n");
    for (Figures.Figure f : figures.all()) {
      boolean aims = !Double.isNaN(f.goal());
      if (aims || f.unit().equals("x bash")) {
        table.append(
            "| %s | %s %s%s | %s |\n"
                .formatted(
                    f.name(),
                    Figures.number(f.value()),
                    f.unit(),
                    f.low() == f.high()
                        ? ""
                        : " (%s–%s)".formatted(Figures.number(f.low()), Figures.number(f.high())),
                    aims ? (f.atLeast() ? "≥ " : "≤ ") + Figures.number(f.goal()) : ""));
      }
    }
    figures.notes().forEach(n -> table.append("\nWhere the time goes, ").append(n).append(".\n"));
    return table.toString();
  }
}
