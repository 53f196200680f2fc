package dev.setpoint.bench.cold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program whose run is timed: a process from its start to its end, in a home of its own.
 *
 * @param command where <code>{home}</code> stands for that home
 * @param environment all of it, besides {@code PATH} and {@code HOME}; the same
 * @param keepsHome whether all runs share one home; otherwise each has a new, empty one
 */
record Subject(
    String name, List<String> command, Map<String, String> environment, boolean keepsHome) {
  private static final long LONGEST_SECONDS = 120;

  /**
   * One run.
   *
   * @param peakKilobytes the largest resident set of any of its processes; 0 where nobody measures
   */
  record Sample(double millis, long peakKilobytes) {}

  Sample run(Path directory) throws IOException, InterruptedException {
    Path home =
        keepsHome ? directory.resolve("home-of-" + name) : Files.createTempDirectory("home");
    Files.createDirectories(home);
    Path peak = Files.createTempFile(directory, "peak", "");
    Path said = Files.createTempFile(directory, "said", "");
    List<String> timed = new ArrayList<>();
    boolean measured = Files.isExecutable(Path.of("/usr/bin/time"));
    if (measured) {
      timed.addAll(List.of("/usr/bin/time", "-o", peak.toString(), "-f", "%M"));
    }
    command.forEach(word -> timed.add(word.replace("{home}", home.toString())));
    ProcessBuilder builder = new ProcessBuilder(timed);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("HOME", home.toString());
    environment.forEach(
        (key, value) -> builder.environment().put(key, value.replace("{home}", home.toString())));
    builder.directory(home.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
    long start = System.nanoTime();
    Process process = builder.start();
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException(name + " took longer than " + LONGEST_SECONDS + " s");
    }
    double millis = (System.nanoTime() - start) / 1e6;
    if (process.exitValue() != 0) {
      throw new IOException(
          name + " ended with " + process.exitValue() + ":\n" + Files.readString(said));
    }
    String kilobytes = measured ? Files.readString(peak).strip() : "";
    Files.delete(peak);
    Files.delete(said);
    if (!keepsHome) {
      delete(home);
    }
    return new Sample(millis, kilobytes.matches("\\d+") ? Long.parseLong(kilobytes) : 0);
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
