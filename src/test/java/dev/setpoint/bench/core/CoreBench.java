package dev.setpoint.bench.core;

import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link Core} by JMH and prints a line a figure; judges nothing. */
@Tag("bench")
class CoreBench {
  private static final Map<String, Double> GOALS = Map.of("diff", 2.0, "parseAndRender", 0.5);
  private static final Map<String, String> WORDS =
      Map.of(
          "diff", "diff of 50,000 steps against 20,000 jobs, warm",
          "parseAndRender", "parse and render a plan of 50 steps, warm");

  @Test
  void core() throws Exception {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(Core.class.getName() + ".*")
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    for (RunResult result : results) {
      String name = result.getPrimaryResult().getLabel();
      double goal = GOALS.getOrDefault(name, Double.NaN);
      double score = result.getPrimaryResult().getScore();
      System.out.printf(
          "core: %-50s %.3f ms (± %.3f) … goal ≤ %.1f %s%n",
          WORDS.getOrDefault(name, name),
          score,
          result.getPrimaryResult().getScoreError(),
          goal,
          score <= goal ? "✓" : "✗");
    }
  }
}
