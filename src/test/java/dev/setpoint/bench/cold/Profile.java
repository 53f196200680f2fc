package dev.setpoint.bench.cold;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/** What a run's time goes into, by samples of the JVM's own flight recorder. */
final class Profile {
  /** The innermost frame that stands here says what a sample is counted for. */
  private static final Map<String, List<String>> ROOMS = new LinkedHashMap<>();

  static {
    ROOMS.put("linking lambdas and switches", List.of("java.lang.invoke.", "java.lang.runtime."));
    ROOMS.put(
        "loading classes",
        List.of(
            "jdk.internal.loader.", "java.lang.ClassLoader", "java.util.jar.", "java.util.zip."));
    ROOMS.put(
        "TLS",
        List.of(
            "sun.security.", "com.sun.crypto.", "javax.crypto.", "javax.net.", "java.security."));
    ROOMS.put("git", List.of("org.eclipse.jgit.", "dev.setpoint.edge.git."));
    ROOMS.put("HTTP", List.of("sun.net.", "java.net."));
    ROOMS.put(
        "reading plans", List.of("dev.setpoint.plan.", "dev.setpoint.read.", "org.commonmark."));
    ROOMS.put("reading jobs", List.of("dev.setpoint.edge.", "com.fasterxml."));
    ROOMS.put("claims", List.of("dev.setpoint.job."));
    ROOMS.put("the difference", List.of("dev.setpoint.diff."));
    ROOMS.put("statuses and report", List.of("dev.setpoint.sync.", "dev.setpoint.report."));
  }

  private final Map<String, Integer> counts = new HashMap<>();
  private int samples;

  private Profile() {}

  /** Some runs of a program in words, the largest part first. */
  static String of(Subject subject, int runs, Path directory)
      throws IOException, InterruptedException {
    Profile profile = new Profile();
    for (int run = 0; run < runs; run++) {
      Path recording = directory.resolve("left-" + run + ".jfr");
      List<String> command = new ArrayList<>(subject.command());
      command.add(1, "-XX:StartFlightRecording=settings=profile,filename=" + recording);
      new Subject(subject.name() + "-left", command, subject.environment(), false).run(directory);
      profile.add(recording);
    }
    return profile.words();
  }

  private void add(Path recording) throws IOException {
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        RecordedStackTrace stack = event.getStackTrace();
        if (event.getEventType().getName().equals("jdk.ExecutionSample") && stack != null) {
          samples++;
          counts.merge(room(stack), 1, Integer::sum);
        }
      }
    }
  }

  private static String room(RecordedStackTrace stack) {
    for (RecordedFrame frame : stack.getFrames()) {
      String type = frame.getMethod().getType().getName();
      for (Map.Entry<String, List<String>> room : ROOMS.entrySet()) {
        if (room.getValue().stream().anyMatch(type::startsWith)) {
          return room.getKey();
        }
      }
    }
    return "the rest";
  }

  private String words() {
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .filter(e -> e.getValue() * 100 >= samples * 2)
        .map(e -> "%s %d %%".formatted(e.getKey(), Math.round(e.getValue() * 100.0 / samples)))
        .collect(Collectors.joining(", "));
  }
}
