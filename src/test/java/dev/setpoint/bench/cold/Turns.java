package dev.setpoint.bench.cold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs programs in turn, and looks after each whether it did what it was to do.
 *
 * @param before what happens in the place before each run
 * @param opens whether each run opens one issue and commits once, or changes nothing
 */
record Turns(Place place, Runnable before, boolean opens) {
  /** Each of the programs so many times, after one run of each that is not counted. */
  Measured of(List<Subject> subjects, int rounds) throws IOException, InterruptedException {
    Map<Subject, Turns> each = new LinkedHashMap<>();
    subjects.forEach(s -> each.put(s, this));
    return each(each, rounds);
  }

  /** Programs that happen in no place but their own. */
  static Measured alone(List<Subject> subjects, int rounds)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("turns");
    Measured measured = new Measured();
    try {
      for (int round = -1; round < rounds; round++) {
        for (Subject subject : subjects) {
          Subject.Sample sample = subject.run(directory);
          if (round >= 0) {
            measured.add(subject, sample);
          }
        }
      }
    } finally {
      Subject.delete(directory);
    }
    return measured;
  }

  static Measured each(Map<Subject, Turns> subjects, int rounds)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("turns");
    Measured measured = new Measured();
    try {
      for (int round = -1; round < rounds; round++) {
        for (Map.Entry<Subject, Turns> one : subjects.entrySet()) {
          Subject.Sample sample = one.getValue().run(one.getKey(), directory);
          if (round >= 0) {
            measured.add(one.getKey(), sample);
          }
        }
      }
    } finally {
      Subject.delete(directory);
    }
    return measured;
  }

  private Subject.Sample run(Subject subject, Path directory)
      throws IOException, InterruptedException {
    before.run();
    int issues = place.issues();
    String tip = place.tip();
    Subject.Sample sample = subject.run(directory);
    boolean opened = place.issues() == issues + 1 && !place.tip().equals(tip);
    boolean nothing = place.issues() == issues && place.tip().equals(tip);
    if (opens ? !opened : !nothing) {
      throw new IOException(
          "%s did not do its work in %s: %d issues after %d, tip %s after %s"
              .formatted(subject.name(), place.name(), place.issues(), issues, place.tip(), tip));
    }
    return sample;
  }
}
