package dev.setpoint.fuzz;

import dev.setpoint.job.MarkerFuzz;
import dev.setpoint.plan.EscapeFuzz;
import dev.setpoint.plan.PlanFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is fuzzed, and with how many tenths of the time. */
enum Target {
  PLAN(PlanFuzz.class, 6),
  ESCAPE(EscapeFuzz.class, 3),
  MARKER(MarkerFuzz.class, 1);

  /** Where a text that was found once is kept, in a folder for each target. */
  static final Path KEPT = Path.of("src/test/resources/fuzz");

  final Class<?> type;
  final int tenths;

  Target(Class<?> type, int tenths) {
    this.type = type;
    this.tenths = tenths;
  }

  /** The name of its folders. */
  String folder() {
    return type.getSimpleName();
  }

  /** Reads one text, and throws when it is read wrongly. */
  void check(byte[] text) {
    switch (this) {
      case PLAN -> PlanFuzz.fuzzerTestOneInput(text);
      case ESCAPE -> EscapeFuzz.fuzzerTestOneInput(text);
      case MARKER -> MarkerFuzz.fuzzerTestOneInput(text);
    }
  }

  /** The texts to begin with: plans for all of them, and what was found once. */
  List<Path> texts() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder :
        List.of(
            Path.of("plans"), Path.of("src/test/resources/plans-format"), KEPT.resolve(folder()))) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> in = Files.walk(folder)) {
          in.filter(Files::isRegularFile).sorted().forEach(files::add);
        }
      }
    }
    return files;
  }
}
