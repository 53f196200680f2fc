package dev.setpoint.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Every example of the CommonMark specification as a step's text. They come from npm ({@code
 * commonmark-spec}): without npm or a network this is skipped, and says so.
 */
class SpecExamplesTest {
  private static final String PACKAGE = "commonmark-spec@0.31.2";
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^`{32} example$\\R(.*?)^\\.$");
  private static final Path TOOLS = Path.of("target/commonmark");

  @Test
  void noExampleLosesAByteOrHidesTheBlock() throws Exception {
    int seen = 0;
    Matcher examples = EXAMPLE.matcher(specification());
    while (examples.find()) {
      seen++;
      String body = examples.group(1).replace("→", "\t");
      String what = "example " + seen;
      String before = "---\nstatus: approved\n---\n\n# Title\n\n## Steps\n\n### A\n\n";
      SkimTest.compared(body);
      BlockFuzzTest.check(Texting.bytes(before + body + "\n### B\n"), what);
      BlockFuzzTest.check(Texting.bytes("# Title\n\n" + body + "\n\n## Steps\n\n### A\n"), what);
    }
    System.out.println(seen + " examples of the CommonMark specification");
    assertThat(seen).isGreaterThan(600);
  }

  private static String specification() throws IOException, InterruptedException {
    Path text = TOOLS.resolve("node_modules/commonmark-spec/spec.txt");
    if (!Files.isRegularFile(text) && !installed()) {
      String words =
          "NOT CHECKED: the examples of the CommonMark specification: no npm or no network";
      System.out.println(words);
      Assumptions.abort(words);
    }
    return Files.readString(text);
  }

  private static boolean installed() throws IOException, InterruptedException {
    Files.createDirectories(TOOLS);
    List<String> npm =
        List.of(
            "npm",
            "install",
            "--no-save",
            "--no-package-lock",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--prefer-offline",
            "--fetch-retries=0",
            "--prefix",
            TOOLS.toString(),
            PACKAGE);
    try {
      Process process =
          new ProcessBuilder(npm)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
