package dev.setpoint.bench.cold;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The samples of some programs that ran in turn. */
final class Measured {
  private final Map<String, List<Subject.Sample>> samples = new HashMap<>();

  void add(Subject subject, Subject.Sample sample) {
    samples.computeIfAbsent(subject.name(), n -> new ArrayList<>()).add(sample);
  }

  double[] millis(Subject subject) {
    return of(subject).stream().mapToDouble(Subject.Sample::millis).toArray();
  }

  double[] megabytes(Subject subject) {
    return of(subject).stream().mapToDouble(s -> s.peakKilobytes() / 1024.0).toArray();
  }

  private List<Subject.Sample> of(Subject subject) {
    return samples.getOrDefault(subject.name(), List.of());
  }
}
