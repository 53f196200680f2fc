package dev.setpoint.bench.cold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a cold idle pass may load and ask for. Times are measured by {@code bench/run}, never here.
 */
class CeilingsTest {
  /**
   * Those of Setpoint and its libraries; a few less are loaded today. The JDK's own are its affair.
   */
  private static final int MOST_CLASSES = 1_250;

  private static final List<String> NEEDLESS =
      List.of(
          "com.fasterxml.jackson.databind.",
          "org.kohsuke.",
          "picocli.",
          "java.net.http.",
          "javax.management.",
          "dev.setpoint.sandbox.",
          "dev.setpoint.setup.",
          // Without it no process can be started; Runtime.exec uses it too.
          "java.lang.ProcessBuilder");

  @TempDir Path directory;

  @Test
  void anIdlePassLoadsLittleStartsNoProcessAndAsksForOnePage()
      throws IOException, InterruptedException {
    Path loaded = directory.resolve("loaded.txt");
    try (Sandbox sandbox = Sandbox.start()) {
      Place place = Place.settled(sandbox, "ceilings", 10, 12, 4);
      sandbox.requests().reset();
      new Subject("setpoint", command(loaded), environment(sandbox, place), false).run(directory);
      assertThat(sandbox.requests().api()).isEqualTo(1);
      assertThat(sandbox.requests().git()).isLessThanOrEqualTo(3);
    }
    TreeSet<String> ours = new TreeSet<>();
    TreeSet<String> needless = new TreeSet<>();
    for (String line : Files.readAllLines(loaded)) {
      String name = line.replaceFirst("^.*?\\] ", "").split(" ", 2)[0];
      if (NEEDLESS.stream().anyMatch(name::startsWith)) {
        needless.add(name);
      }
      if (line.contains("source: file:") && !name.contains("Lambda")) {
        ours.add(name);
      }
    }
    assertThat(needless).isEmpty();
    System.out.println("an idle pass loads " + ours.size() + " classes of its own");
    assertThat(ours).hasSizeBetween(300, MOST_CLASSES);
  }

  private static List<String> command(Path loaded) {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(
        System.getProperty("java.home") + "/bin/java",
        "-XX:TieredStopAtLevel=1",
        "-Duser.home={home}",
        "-Xlog:class+load:file=" + loaded,
        "-cp",
        path,
        "dev.setpoint.edge.action.ActionMain");
  }

  private static Map<String, String> environment(Sandbox sandbox, Place place) throws IOException {
    Map<String, String> environment = new HashMap<>(Programs.action(sandbox, place));
    Path event = Files.createTempFile("event", ".json");
    environment.put("GITHUB_EVENT_PATH", event.toString());
    Files.writeString(event, "{}");
    return environment;
  }
}
