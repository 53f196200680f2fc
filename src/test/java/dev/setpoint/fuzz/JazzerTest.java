package dev.setpoint.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Jazzer makes up texts by what they reach in the code, {@code -Pfuzz -Dfuzz.seconds=N} in all.
 * What it learnt stays in {@code target/fuzz/<target>/corpus}, where the next one goes on; what it
 * found wrong is a file in {@code target/fuzz/<target>/found}.
 */
@Tag("fuzz")
class JazzerTest {
  private static final Path FOLDER = Path.of("target/fuzz").toAbsolutePath();
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 600);
  private static final Pattern FIGURES =
      Pattern.compile("#\\d+\\s+DONE .*|Done \\d+ runs in .*|stat::slowest_unit_time_sec.*");

  @ParameterizedTest
  @EnumSource
  void noTextThatCoverageLeadsToIsReadWrongly(Target target) throws Exception {
    Path corpus = Files.createDirectories(FOLDER.resolve(target.folder()).resolve("corpus"));
    Path found = Files.createDirectories(FOLDER.resolve(target.folder()).resolve("found"));
    for (Path begin : target.texts()) {
      Files.write(corpus.resolve(begin.getFileName()), Files.readAllBytes(begin));
    }
    Process jazzer =
        new ProcessBuilder(command(target, corpus, found)).redirectErrorStream(true).start();
    List<String> figures = new ArrayList<>();
    try (BufferedReader said = jazzer.inputReader()) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (FIGURES.matcher(line).matches()) {
          figures.add(line.strip().replaceAll("\\s+", " "));
        } else if (!line.startsWith("INFO: Instrumented") && !line.startsWith("INFO: Loaded")) {
          System.out.println(line);
        }
      }
    }
    System.out.printf("%s: %s%n", target, String.join("; ", figures));
    assertThat(jazzer.waitFor())
        .as(
            "%s: the text is in %s; put it into %s, and every build plays it",
            target, found, Target.KEPT.resolve(target.folder()))
        .isZero();
    assertThat(figures).as("it came to its end").isNotEmpty();
  }

  private static List<String> command(Target target, Path corpus, Path found) {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx1g",
        "-XX:+EnableDynamicAgentLoading",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        classes,
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + target.type.getName(),
        "--instrumentation_includes=dev.setpoint.**:org.commonmark.**:org.snakeyaml.**",
        "--reproducer_path=" + found,
        "-artifact_prefix=" + found + "/",
        "-max_total_time=" + Math.max(1, SECONDS * target.tenths / 10),
        // By the wall clock, on a machine that may be busy.
        "-timeout=600",
        "-rss_limit_mb=3000",
        "-max_len=3000",
        "-print_final_stats=1",
        corpus.toString());
  }
}
